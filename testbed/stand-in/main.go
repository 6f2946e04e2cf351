// Command stand-in takes the place of a service's program where its image cannot be pulled.
//
// In a container the environment says what it plays, since the arguments are those of the program it stands in for;
// the name it is called by distinguishes a health check from the service itself.
package main

import (
	"flag"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("stand-in: ")
	// Process 1 of a container dies of no signal that it does not handle.
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		<-signals
		os.Exit(0)
	}()

	called := filepath.Base(os.Args[0])
	switch {
	case called == "docker-proxy":
		dockerProxy()
	case !strings.HasPrefix(called, "stand-in") && !isMainProcess():
		healthy()
	case os.Getenv("STAND_IN_MODE") == "docker-proxy":
		dockerProxy()
	case os.Getenv("STAND_IN_PORTS") != "":
		serve(os.Getenv("STAND_IN_NAME"), onEveryAddress(ports()))
	default:
		listen := flag.String("listen", "", "where to listen: 10.0.0.1:80,[fd00::1]:80,10.0.0.1:53/udp")
		name := flag.String("name", "", "what to call itself in an answer")
		if os.Getenv("STAND_IN_NAME") == "" {
			flag.Parse()
		}
		serve(*name, fields(*listen))
	}
}

// isMainProcess tells the service, whatever name it is started by, from a command that runs in its container.
func isMainProcess() bool {
	if os.Getpid() == 1 {
		return true
	}
	first, err := os.ReadFile("/proc/1/comm")
	return err == nil && os.Getppid() == 1 && strings.TrimSpace(string(first)) == "docker-init"
}

func ports() []string {
	return fields(os.Getenv("STAND_IN_PORTS"))
}

func onEveryAddress(ports []string) []string {
	addresses := make([]string, len(ports))
	for i, port := range ports {
		addresses[i] = ":" + port
	}
	return addresses
}

func fields(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}
