// SPDX-License-Identifier: Apache-2.0

// Command probe is a small workload for checking the cluster from inside a pod.
//
//	probe [-serve ADDR] [-get URL] [-write FILE] [-alloc MIB] [-sleep DURATION] [-exit CODE]
package main

import (
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"sort"
	"strings"
	"syscall"
	"time"
)

func main() {
	get := flag.String("get", "", "URL to fetch")
	write := flag.String("write", "", "file to write and list the folder of")
	alloc := flag.Int("alloc", 0, "MiB to allocate and touch")
	sleep := flag.Duration("sleep", 0, "time to sleep (SIGTERM ends it)")
	code := flag.Int("exit", 0, "exit status")
	serve := flag.String("serve", "", "address to answer HTTP on until stopped")
	flag.Parse()

	host, _ := os.Hostname()
	fmt.Println("host", host, "pid", os.Getpid())
	env := os.Environ()
	sort.Strings(env)
	for _, e := range env {
		if strings.HasPrefix(e, "JOB_") || strings.HasPrefix(e, "POD_") || strings.HasPrefix(e, "CPU_") || strings.HasPrefix(e, "MEM_") {
			fmt.Println("env", e)
		}
	}
	for _, f := range []string{"memory/memory.limit_in_bytes", "cpu/cpu.cfs_quota_us", "cpu/cpu.cfs_period_us", "pids/pids.max", "memory.max", "cpu.max"} {
		if b, err := os.ReadFile(filepath.Join("/sys/fs/cgroup", f)); err == nil {
			fmt.Println("cgroup", f, strings.TrimSpace(string(b)))
		}
	}
	if *write != "" {
		text := fmt.Sprintf("index %s on %s\n", os.Getenv("JOB_COMPLETION_INDEX"), host)
		if err := os.WriteFile(*write, []byte(text), 0o644); err != nil {
			fail(err)
		}
		names, _ := filepath.Glob(filepath.Join(filepath.Dir(*write), "*"))
		fmt.Println("folder", names)
	}
	if *get != "" {
		res, err := http.Get(*get)
		if err != nil {
			fail(err)
		}
		body, _ := io.ReadAll(io.LimitReader(res.Body, 200))
		fmt.Println("get", *get, res.Status, strings.TrimSpace(string(body)))
	}
	if *alloc > 0 {
		block := make([]byte, *alloc<<20)
		for i := 0; i < len(block); i += 4096 {
			block[i] = 1
		}
		fmt.Println("allocated", len(block)>>20, "MiB")
	}
	if *serve != "" {
		http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "served by", host) })
		go func() { fail(http.ListenAndServe(*serve, nil)) }()
		*sleep = 24 * time.Hour
	}
	if *sleep > 0 {
		stop := make(chan os.Signal, 1)
		signal.Notify(stop, syscall.SIGTERM)
		select {
		case <-time.After(*sleep):
		case s := <-stop:
			fmt.Println("stopped by", s)
		}
	}
	fmt.Println("exit", *code)
	os.Exit(*code)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "probe:", err)
	os.Exit(3)
}
