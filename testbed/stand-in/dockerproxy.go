package main

import (
	"context"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"os"
	"regexp"
	"strings"
)

const socket = "/var/run/docker.sock"

// What tecnativa/docker-socket-proxy allows by default.
var allowedByDefault = map[string]bool{"EVENTS": true, "PING": true, "VERSION": true}

var section = regexp.MustCompile(`^(?:/v[\d.]+)?/_?([a-z]+)(?:/|$)`)

// dockerProxy hands on to the Docker Engine what the environment allows, by the rules of tecnativa/docker-socket-proxy.
func dockerProxy() {
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme, r.Out.URL.Host = "http", "docker"
		},
		Transport: &http.Transport{
			DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
				return new(net.Dialer).DialContext(ctx, "unix", socket)
			},
		},
		// Events and logs come one by one.
		FlushInterval: -1,
		ErrorLog:      log.New(quiet{}, "", 0),
	}
	handler := func(w http.ResponseWriter, r *http.Request) {
		if !isAllowed(r.Method, r.URL.Path) {
			http.Error(w, "403 Forbidden", http.StatusForbidden)
			return
		}
		proxy.ServeHTTP(w, r)
	}
	log.Fatal(http.ListenAndServe(":2375", http.HandlerFunc(handler)))
}

func isAllowed(method, path string) bool {
	if method != http.MethodGet && method != http.MethodHead && !isOn("POST") {
		return false
	}
	found := section.FindStringSubmatch(path)
	return found != nil && isOn(strings.ToUpper(found[1]))
}

func isOn(variable string) bool {
	switch strings.ToLower(os.Getenv(variable)) {
	case "":
		return allowedByDefault[variable]
	case "1", "true", "yes", "on":
		return true
	}
	return false
}
