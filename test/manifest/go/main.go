// Reads YAML documents the way Kubernetes does or, with the argument "kustomize", the way kustomize and so Flux does.
// In: one JSON string of YAML per line. Out, per line: {"value": …} or {"error": "…"}.
package main

import (
	"bufio"
	"encoding/json"
	"io"
	"log"
	"os"

	kustomize "go.yaml.in/yaml/v3"
	kubernetes "sigs.k8s.io/yaml"
)

type result struct {
	Value any    `json:"value"`
	Error string `json:"error,omitempty"`
}

func unmarshal(document []byte, value *any) error {
	if len(os.Args) > 1 && os.Args[1] == "kustomize" {
		return kustomize.Unmarshal(document, value)
	}
	return kubernetes.UnmarshalStrict(document, value)
}

func read(document string) result {
	var value any
	if err := unmarshal([]byte(document), &value); err != nil {
		return result{Error: err.Error()}
	}
	return result{Value: value}
}

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	in, encoder := json.NewDecoder(os.Stdin), json.NewEncoder(out)
	for {
		var document string
		err := in.Decode(&document)
		if err == io.EOF {
			return
		}
		if err != nil {
			log.Fatal(err)
		}
		if err := encoder.Encode(read(document)); err != nil {
			log.Fatal(err)
		}
	}
}
