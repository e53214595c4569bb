// Reads YAML documents the way Kubernetes and Flux do. In: one JSON string of YAML per line.
// Out, per line: {"value": …} or {"error": "…"}.
package main

import (
	"bufio"
	"encoding/json"
	"io"
	"log"
	"os"

	"sigs.k8s.io/yaml"
)

type result struct {
	Value any    `json:"value"`
	Error string `json:"error,omitempty"`
}

func read(document string) result {
	var value any
	if err := yaml.UnmarshalStrict([]byte(document), &value); err != nil {
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
