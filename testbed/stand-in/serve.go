package main

import (
	"encoding/json"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

// answer tells the client what reached the service.
type answer struct {
	Container string            `json:"container"`
	Name      string            `json:"name"`
	Port      string            `json:"port"`
	TLS       bool              `json:"tls"`
	Method    string            `json:"method"`
	Host      string            `json:"host"`
	Path      string            `json:"path"`
	URI       string            `json:"uri"`
	Remote    string            `json:"remote"`
	Headers   map[string]string `json:"headers"`
}

// serve answers on every address, `host:port` or `host:port/udp`, and does not return.
func serve(name string, addresses []string) {
	hostname, _ := os.Hostname()
	server := &http.Server{
		Handler:           describe(hostname, name),
		ReadHeaderTimeout: 30 * time.Second,
		ErrorLog:          log.New(quiet{}, "", 0),
	}
	for _, address := range addresses {
		host, isUDP := strings.CutSuffix(address, "/udp")
		var err error
		if isUDP {
			err = echo(host)
		} else {
			var listener net.Listener
			if listener, err = net.Listen("tcp", strings.TrimSuffix(host, "/tcp")); err == nil {
				go server.Serve(sniff(listener))
			}
		}
		if err != nil {
			log.Printf("skips %s: %v", address, err)
		}
	}
	select {}
}

func describe(hostname, name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		remote, _, _ := net.SplitHostPort(r.RemoteAddr)
		local, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
		_, port, _ := net.SplitHostPort(local.String())
		headers := make(map[string]string, len(r.Header))
		for key, values := range r.Header {
			headers[strings.ToLower(key)] = strings.Join(values, ", ")
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Server", "stand-in")
		w.Header().Set("X-Powered-By", "stand-in")
		json.NewEncoder(w).Encode(answer{
			Container: hostname, Name: name, Port: port, TLS: r.TLS != nil,
			Method: r.Method, Host: r.Host, Path: r.URL.Path, URI: r.RequestURI, Remote: remote, Headers: headers,
		})
	}
}

// echo sends every datagram back.
func echo(address string) error {
	connection, err := net.ListenPacket("udp", address)
	if err != nil {
		return err
	}
	go func() {
		buffer := make([]byte, 65536)
		for {
			n, from, err := connection.ReadFrom(buffer)
			if err != nil {
				return
			}
			connection.WriteTo(buffer[:n], from)
		}
	}()
	return nil
}

// quiet drops what a client that hangs up would have logged.
type quiet struct{}

func (quiet) Write(p []byte) (int, error) { return len(p), nil }
