// image-setter FILE FOLDER: edits the working tree FOLDER as image-automation-controller does in a run, and prints the files
// that it would commit. FILE holds the objects of that run: an ImageUpdateAutomation, and ImagePolicies with what they have found.
//
// What edits is internal to the controller's module. Go lets programs use that whose path is below the module's.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"

	automation "github.com/fluxcd/image-automation-controller/api/v1"
	"github.com/fluxcd/image-automation-controller/internal/policy"
	reflector "github.com/fluxcd/image-reflector-controller/api/v1"
)

func main() {
	text, err := os.ReadFile(os.Args[1])
	check(err)
	var run struct {
		Automation automation.ImageUpdateAutomation
		Policies   []reflector.ImagePolicy
	}
	check(json.Unmarshal(text, &run))
	result, err := policy.ApplyPolicies(context.Background(), os.Args[2], &run.Automation, run.Policies)
	check(err)
	files := []string{}
	for file := range result.FileChanges {
		files = append(files, file)
	}
	check(json.NewEncoder(os.Stdout).Encode(files))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
