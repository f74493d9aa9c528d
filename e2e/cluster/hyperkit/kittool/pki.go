// SPDX-License-Identifier: Apache-2.0
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"flag"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// authority signs leaf certificates and writes files below dir.
type authority struct {
	dir    string
	cert   *x509.Certificate
	key    *ecdsa.PrivateKey
	certPM []byte
}

// pkiMain writes a throw-away CA, the API server's certificate, the service
// account key pair, and one kubeconfig per component.
func pkiMain(args []string) error {
	fs := flag.NewFlagSet("pki", flag.ContinueOnError)
	dir := fs.String("dir", "", "folder to write to")
	server := fs.String("server", "https://127.0.0.1:16443", "API server address for kubeconfigs")
	sans := fs.String("sans", "127.0.0.1,10.96.0.1,localhost,kubernetes,kubernetes.default,kubernetes.default.svc", "API server names and addresses")
	nodes := fs.String("nodes", "", "comma list of NODE=IP")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if err := os.MkdirAll(*dir, 0o700); err != nil {
		return err
	}
	ca, err := newAuthority(*dir)
	if err != nil {
		return err
	}
	if err := ca.serving("apiserver", strings.Split(*sans, ",")); err != nil {
		return err
	}
	if err := ca.keyPair("sa"); err != nil {
		return err
	}
	clients := []struct{ file, cn, org, server string }{
		{"admin", "kit-admin", "system:masters", *server},
		{"kube-controller-manager", "system:kube-controller-manager", "", *server},
		{"kube-scheduler", "system:kube-scheduler", "", *server},
		{"kube-proxy", "system:kube-proxy", "", *server},
		{"coredns", "kit-coredns", "system:masters", "https://127.0.0.1:443"},
		{"apiserver-kubelet-client", "kit-apiserver", "system:masters", *server},
	}
	for _, n := range strings.Split(*nodes, ",") {
		if n == "" {
			continue
		}
		name, ip, ok := strings.Cut(n, "=")
		if !ok {
			return fmt.Errorf("node %q is not NAME=IP", n)
		}
		if err := ca.serving("kubelet-"+name+"-serving", []string{name, ip, "127.0.0.1"}); err != nil {
			return err
		}
		clients = append(clients, struct{ file, cn, org, server string }{"kubelet-" + name, "system:node:" + name, "system:nodes", *server})
	}
	for _, c := range clients {
		if err := ca.client(c.file, c.cn, c.org, c.server); err != nil {
			return err
		}
	}
	return nil
}

func (a *authority) path(name string) string { return filepath.Join(a.dir, name) }

func newAuthority(dir string) (*authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	tmpl := template("kit-ca", "")
	tmpl.IsCA = true
	tmpl.BasicConstraintsValid = true
	tmpl.KeyUsage |= x509.KeyUsageCertSign
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, &key.PublicKey, key)
	if err != nil {
		return nil, err
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	a := &authority{dir: dir, cert: cert, key: key, certPM: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})}
	keyPM, err := privatePEM(key)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(a.path("ca.crt"), a.certPM, 0o644); err != nil {
		return nil, err
	}
	return a, os.WriteFile(a.path("ca.key"), keyPM, 0o600)
}

func template(cn, org string) *x509.Certificate {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		panic(err) // the system's random source failed
	}
	t := &x509.Certificate{
		SerialNumber: serial,
		Subject:      pkix.Name{CommonName: cn},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(365 * 24 * time.Hour),
		KeyUsage:     x509.KeyUsageDigitalSignature,
	}
	if org != "" {
		t.Subject.Organization = []string{org}
	}
	return t
}

func privatePEM(key *ecdsa.PrivateKey) ([]byte, error) {
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return nil, err
	}
	return pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der}), nil
}

// leaf signs one certificate and returns it and its key as PEM.
func (a *authority) leaf(tmpl *x509.Certificate) (certPM, keyPM []byte, err error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, a.cert, &key.PublicKey, a.key)
	if err != nil {
		return nil, nil, err
	}
	keyPM, err = privatePEM(key)
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), keyPM, err
}

func (a *authority) write(name string, certPM, keyPM []byte) error {
	if err := os.WriteFile(a.path(name+".crt"), certPM, 0o644); err != nil {
		return err
	}
	return os.WriteFile(a.path(name+".key"), keyPM, 0o600)
}

func (a *authority) serving(name string, sans []string) error {
	tmpl := template(name, "")
	tmpl.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	for _, s := range sans {
		if ip := net.ParseIP(s); ip != nil {
			tmpl.IPAddresses = append(tmpl.IPAddresses, ip)
		} else {
			tmpl.DNSNames = append(tmpl.DNSNames, s)
		}
	}
	certPM, keyPM, err := a.leaf(tmpl)
	if err != nil {
		return err
	}
	return a.write(name, certPM, keyPM)
}

func (a *authority) client(name, cn, org, server string) error {
	tmpl := template(cn, org)
	tmpl.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	certPM, keyPM, err := a.leaf(tmpl)
	if err != nil {
		return err
	}
	if err := a.write(name, certPM, keyPM); err != nil {
		return err
	}
	b64 := base64.StdEncoding.EncodeToString
	conf := fmt.Sprintf(`apiVersion: v1
kind: Config
clusters:
- name: kit
  cluster:
    server: %s
    certificate-authority-data: %s
users:
- name: %s
  user:
    client-certificate-data: %s
    client-key-data: %s
contexts:
- name: kit
  context: {cluster: kit, user: %s}
current-context: kit
`, server, b64(a.certPM), name, b64(certPM), b64(keyPM), name)
	return os.WriteFile(a.path(name+".kubeconfig"), []byte(conf), 0o600)
}

// keyPair writes NAME.key and NAME.pub, for signing service account tokens.
func (a *authority) keyPair(name string) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	keyPM, err := privatePEM(key)
	if err != nil {
		return err
	}
	pub, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return err
	}
	if err := os.WriteFile(a.path(name+".key"), keyPM, 0o600); err != nil {
		return err
	}
	return os.WriteFile(a.path(name+".pub"), pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: pub}), 0o644)
}
