// SPDX-License-Identifier: Apache-2.0
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"runtime"

	"golang.org/x/sys/unix"
)

// relayMain forwards TCP connections between two network namespaces, so that a
// server inside a namespace can be reached on the host's loopback (or the other
// way round) with no routed link between the two.
func relayMain(args []string) error {
	fs := flag.NewFlagSet("relay", flag.ContinueOnError)
	listen := fs.String("listen", "", "IP:PORT to listen on")
	listenNS := fs.String("listen-netns", "", "namespace file to listen in (default: this one)")
	dial := fs.String("dial", "", "IP:PORT to forward to")
	dialNS := fs.String("dial-netns", "", "namespace file to dial in (default: this one)")
	if err := fs.Parse(args); err != nil {
		return err
	}
	var ln net.Listener
	err := inNetNS(*listenNS, func() (err error) {
		ln, err = net.Listen("tcp", *listen)
		return err
	})
	if err != nil {
		return err
	}
	for {
		in, err := ln.Accept()
		if err != nil {
			return err
		}
		go forward(in, *dialNS, *dial)
	}
}

// inNetNS runs f on a thread that has joined the namespace. The thread is thrown
// away afterwards: it is never unlocked, so the runtime ends it with its goroutine.
func inNetNS(path string, f func() error) error {
	if path == "" {
		return f()
	}
	done := make(chan error, 1)
	go func() {
		runtime.LockOSThread()
		ns, err := os.Open(path)
		if err != nil {
			done <- err
			return
		}
		defer ns.Close()
		if err := unix.Setns(int(ns.Fd()), unix.CLONE_NEWNET); err != nil {
			done <- fmt.Errorf("join %s: %w", path, err)
			return
		}
		done <- f()
	}()
	return <-done
}

func forward(in net.Conn, ns, addr string) {
	defer in.Close()
	var out net.Conn
	err := inNetNS(ns, func() (err error) {
		out, err = net.Dial("tcp", addr)
		return err
	})
	if err != nil {
		log.Printf("relay: %v", err)
		return
	}
	defer out.Close()
	done := make(chan struct{}, 2)
	pipe := func(dst, src net.Conn) {
		io.Copy(dst, src) // either side's end is the normal end of a stream
		dst.(*net.TCPConn).CloseWrite()
		done <- struct{}{}
	}
	go pipe(out, in)
	go pipe(in, out)
	<-done
	<-done
}
