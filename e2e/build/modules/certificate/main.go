// certificate HOST…: prints a self-signed certificate for the hosts, and its key, as PEM. Node can read certificates but
// not make them.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"log"
	"math/big"
	"os"
	"time"
)

func main() {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(err)
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: "end-to-end tests"},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(24 * time.Hour),
		DNSNames:              os.Args[1:],
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	check(err)
	encodedKey, err := x509.MarshalPKCS8PrivateKey(key)
	check(err)
	check(pem.Encode(os.Stdout, &pem.Block{Type: "CERTIFICATE", Bytes: certificate}))
	check(pem.Encode(os.Stdout, &pem.Block{Type: "PRIVATE KEY", Bytes: encodedKey}))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
