// SPDX-License-Identifier: Apache-2.0

// Command kittool holds the small helpers of the kit: certificates (pki), image
// archives (oci) and TCP forwarding between network namespaces (relay).
package main

import (
	"fmt"
	"os"
)

func main() {
	tools := map[string]func([]string) error{"pki": pkiMain, "oci": ociMain, "relay": relayMain}
	if len(os.Args) < 2 || tools[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: kittool pki|oci|relay [flags]")
		os.Exit(2)
	}
	if err := tools[os.Args[1]](os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "kittool:", err)
		os.Exit(1)
	}
}
