package main

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"sync"
	"time"
)

// The first byte of a TLS ClientHello's record.
const handshake = 0x16

// sniffer serves HTTP and HTTPS on one port: a connection's first byte tells which it is.
type sniffer struct {
	net.Listener
	ready chan net.Conn
	ended chan error
}

func sniff(listener net.Listener) net.Listener {
	s := &sniffer{listener, make(chan net.Conn), make(chan error, 1)}
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				s.ended <- err
				return
			}
			// A client that says nothing must not hold up the next one.
			go s.detect(connection)
		}
	}()
	return s
}

func (s *sniffer) Accept() (net.Conn, error) {
	select {
	case connection := <-s.ready:
		return connection, nil
	case err := <-s.ended:
		return nil, err
	}
}

func (s *sniffer) detect(connection net.Conn) {
	reader := bufio.NewReader(connection)
	connection.SetReadDeadline(time.Now().Add(30 * time.Second))
	first, err := reader.Peek(1)
	if err != nil {
		connection.Close()
		return
	}
	connection.SetReadDeadline(time.Time{})
	var peeked net.Conn = &peekedConnection{connection, reader}
	if first[0] == handshake {
		peeked = tls.Server(peeked, settings())
	}
	s.ready <- peeked
}

type peekedConnection struct {
	net.Conn
	reader *bufio.Reader
}

func (c *peekedConnection) Read(p []byte) (int, error) { return c.reader.Read(p) }

// settings holds a self-signed certificate for every name.
var settings = sync.OnceValue(func() *tls.Config {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()),
		Subject:      pkix.Name{CommonName: "stand-in"},
		DNSNames:     []string{"stand-in", "localhost"},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(24 * time.Hour),
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		panic(err)
	}
	return &tls.Config{
		Certificates: []tls.Certificate{{Certificate: [][]byte{certificate}, PrivateKey: key}},
		NextProtos:   []string{"http/1.1"},
	}
})
