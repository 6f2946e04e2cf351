// Package crowdsec_bouncer_traefik_plugin stands in for the plugin of that name while Rackbook tries a configuration with the real
// Traefik: it knows the options of 1.7, judges them, and in the mode "stream" refuses what CrowdSec bans. It never runs in a lab.
package crowdsec_bouncer_traefik_plugin

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"sort"
	"strconv"
	"strings"
)

// Config holds the options as they were written. Into a struct Traefik would decode the known ones and drop the rest without a word.
type Config map[string]interface{}

// CreateConfig is called by Traefik before it fills the options in.
func CreateConfig() *Config {
	return &Config{}
}

// The real plugin takes a name in any case, and so does this one.
var kinds = map[string]func(name string, value interface{}) error{
	"enabled": flag, "streamstartupblock": flag, "crowdsecappsecenabled": flag, "crowdsecappsecfailureblock": flag,
	"crowdsecappsecunreachableblock": flag, "crowdsecappsecunreadablebodyblock": flag, "crowdsecappsectlsinsecureverify": flag,
	"crowdseclapitlsinsecureverify": flag, "rediscacheenabled": flag, "rediscacheunreachableblock": flag,
	"updateintervalseconds": atLeast(1), "defaultdecisionseconds": atLeast(1), "httptimeoutseconds": atLeast(1),
	"captchagraceperiodseconds": atLeast(1), "metricsupdateintervalseconds": atLeast(0), "crowdsecappsecbodylimit": atLeast(0),
	"updatemaxfailure": atLeast(-1), "remediationstatuscode": atLeast(100),
	"loglevel": oneOf("debug", "info", "warn", "error"), "logformat": text, "logfilepath": text,
	"crowdsecmode":       oneOf("none", "live", "stream", "alone", "appsec"),
	"crowdseclapischeme": oneOf("http", "https"), "crowdseclapihost": text, "crowdseclapipath": text,
	"crowdseclapikey": text, "crowdseclapikeyfile": file,
	"crowdsecappsecscheme": oneOf("", "http", "https"), "crowdsecappsechost": text, "crowdsecappsecpath": text,
	"crowdsecappseckey": text, "crowdsecappseckeyfile": file,
	"crowdseclapitlscertificateauthority": text, "crowdseclapitlscertificateauthorityfile": file,
	"crowdseclapitlscertificatebouncer": text, "crowdseclapitlscertificatebouncerfile": file,
	"crowdseclapitlscertificatebouncerkey": text, "crowdseclapitlscertificatebouncerkeyfile": file,
	"forwardedheaderstrustedips": networks, "clienttrustedips": networks, "forwardedheaderscustomname": text,
	"remediationheaderscustomname": text, "traceheaderscustomname": text, "banfilepath": text, "banhtmlfilepath": text,
	"crowdsecappsectlscertificateauthority": text, "crowdsecappsectlscertificateauthorityfile": file,
	"crowdsecappsectlscertificatebouncer": text, "crowdsecappsectlscertificatebouncerfile": file,
	"crowdsecappsectlscertificatebouncerkey": text, "crowdsecappsectlscertificatebouncerkeyfile": file,
	"crowdseccapimachineid": text, "crowdseccapimachineidfile": file, "crowdseccapipassword": text, "crowdseccapipasswordfile": file,
	"crowdseccapiscenarios": list, "rediscachehost": text, "rediscachereadhosts": list, "rediscachepassword": text,
	"rediscachepasswordfile": file, "rediscachedatabase": text, "captchafilepath": text, "captchahtmlfilepath": text,
	"captchaprovider": oneOf("", "hcaptcha", "recaptcha", "turnstile", "custom"), "captchacustomjsurl": text,
	"captchacustomvalidateurl": text, "captchacustomkey": text, "captchacustomresponse": text, "captchasitekey": text,
	"captchasitekeyfile": file, "captchasecretkey": text, "captchasecretkeyfile": file,
}

// New judges the options. Its error becomes the middleware's, and so Traefik's own API shows it.
func New(_ context.Context, next http.Handler, config *Config, _ string) (http.Handler, error) {
	names := []string{}
	given := map[string]interface{}{}
	for name, value := range *config {
		names = append(names, name)
		given[strings.ToLower(name)] = value
	}
	sort.Strings(names)
	for _, name := range names {
		judge, known := kinds[strings.ToLower(name)]
		if !known {
			return nil, fmt.Errorf("%s is no option of the bouncer", name)
		}
		if err := judge(name, given[strings.ToLower(name)]); err != nil {
			return nil, err
		}
	}
	if given["crowdseclapikey"] == nil && given["crowdseclapikeyfile"] == nil && given["crowdseclapitlscertificatebouncerfile"] == nil {
		return nil, errors.New("crowdsecLapiKeyFile is missing")
	}
	if fmt.Sprint(given["enabled"]) == "true" && word(given["crowdsecmode"], "live") == "stream" {
		return newStream(next, given), nil
	}
	return next, nil
}

func text(name string, value interface{}) error {
	if _, is := value.(string); !is {
		return fmt.Errorf("%s must be text", name)
	}
	return nil
}

func flag(name string, value interface{}) error {
	if _, err := strconv.ParseBool(fmt.Sprint(value)); err != nil {
		return fmt.Errorf("%s must be true or false", name)
	}
	return nil
}

func atLeast(least int) func(string, interface{}) error {
	return func(name string, value interface{}) error {
		number, err := strconv.Atoi(fmt.Sprint(value))
		if err != nil || number < least {
			return fmt.Errorf("%s must be a whole number, %d or more", name, least)
		}
		return nil
	}
}

func oneOf(words ...string) func(string, interface{}) error {
	return func(name string, value interface{}) error {
		for _, word := range words {
			if strings.ToLower(fmt.Sprint(value)) == word {
				return nil
			}
		}
		return fmt.Errorf("%s must be one of %s", name, strings.Join(words, ", "))
	}
}

func file(name string, value interface{}) error {
	if _, err := os.ReadFile(fmt.Sprint(value)); err != nil {
		return fmt.Errorf("%s cannot be read: %w", name, err)
	}
	return nil
}

func list(name string, value interface{}) error {
	if _, is := value.([]interface{}); !is {
		return fmt.Errorf("%s must be a list", name)
	}
	return nil
}

func networks(name string, value interface{}) error {
	if err := list(name, value); err != nil {
		return err
	}
	for _, each := range value.([]interface{}) {
		address := strings.TrimSpace(fmt.Sprint(each))
		if _, _, err := net.ParseCIDR(address); err != nil && net.ParseIP(address) == nil {
			return fmt.Errorf("%s: %s is neither an address nor a network", name, address)
		}
	}
	return nil
}
