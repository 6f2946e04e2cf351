package crowdsec_bouncer_traefik_plugin

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

// As in the real plugin, all middlewares of a process share the bans and the first one fetches them.
var (
	once   sync.Once
	mutex  sync.RWMutex
	banned = map[string]bool{}
)

type decision struct {
	Type  string `json:"type"`
	Value string `json:"value"`
}

type decisions struct {
	New     []decision `json:"new"`
	Deleted []decision `json:"deleted"`
}

// stream refuses banned addresses, by the part of the real plugin's behaviour that the generated options rest on.
type stream struct {
	next   http.Handler
	header string
}

func newStream(next http.Handler, given map[string]interface{}) http.Handler {
	header := word(given["forwardedheaderscustomname"], "X-Forwarded-For")
	address := fmt.Sprintf("%s://%s/v1/decisions/stream", word(given["crowdseclapischeme"], "http"), word(given["crowdseclapihost"], "crowdsec:8080"))
	seconds, err := strconv.Atoi(word(given["updateintervalseconds"], "60"))
	if err != nil || seconds < 1 {
		seconds = 60
	}
	key, _ := os.ReadFile(word(given["crowdseclapikeyfile"], ""))
	once.Do(func() {
		go func() {
			for startup := true; ; startup = false {
				fetch(fmt.Sprintf("%s?startup=%t", address, startup), strings.TrimSpace(string(key)))
				time.Sleep(time.Duration(seconds) * time.Second)
			}
		}()
	})
	return &stream{next: next, header: header}
}

func (s *stream) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	mutex.RLock()
	refused := banned[client(r, s.header)]
	mutex.RUnlock()
	if refused {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	s.next.ServeHTTP(w, r)
}

// client is the last address of the header, whoever sent it, else the peer.
func client(r *http.Request, header string) string {
	parts := strings.Split(r.Header.Get(header), ",")
	if last := strings.TrimSpace(parts[len(parts)-1]); last != "" {
		return last
	}
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	return host
}

// fetch keeps what is known when CrowdSec does not answer.
func fetch(address string, key string) {
	request, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return
	}
	request.Header.Set("X-Api-Key", key)
	response, err := (&http.Client{Timeout: 5 * time.Second}).Do(request)
	if err != nil {
		return
	}
	defer response.Body.Close()
	var answer decisions
	if response.StatusCode != http.StatusOK || json.NewDecoder(response.Body).Decode(&answer) != nil {
		return
	}
	mutex.Lock()
	defer mutex.Unlock()
	for _, each := range answer.Deleted {
		delete(banned, each.Value)
	}
	for _, each := range answer.New {
		if each.Type == "ban" {
			banned[each.Value] = true
		}
	}
}

func word(value interface{}, otherwise string) string {
	if value == nil || fmt.Sprint(value) == "" {
		return otherwise
	}
	return fmt.Sprint(value)
}
