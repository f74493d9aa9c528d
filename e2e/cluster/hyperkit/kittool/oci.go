// SPDX-License-Identifier: Apache-2.0
package main

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"
)

// ociMain packs a folder as a one-layer OCI image archive, with no daemon.
//
//	kittool oci -root DIR -name NAME:TAG -out FILE.tar [-env K=V]... CMD [ARG...]
func ociMain(args []string) error {
	flags := flag.NewFlagSet("oci", flag.ContinueOnError)
	root := flags.String("root", "", "folder that becomes the image's file system")
	name := flags.String("name", "", "image reference")
	out := flags.String("out", "", "archive to write")
	arch := flags.String("arch", "amd64", "CPU architecture")
	user := flags.String("user", "", "user (uid[:gid]) of the process")
	var env listFlag
	flags.Var(&env, "env", "NAME=VALUE (repeatable)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *root == "" || *name == "" || *out == "" || flags.NArg() == 0 {
		return fmt.Errorf("oci needs -root, -name, -out and a command")
	}
	layer, err := os.CreateTemp(filepath.Dir(*out), ".layer-*")
	if err != nil {
		return err
	}
	defer os.Remove(layer.Name())
	defer layer.Close()
	sum := sha256.New()
	if err := packLayer(io.MultiWriter(layer, sum), *root); err != nil {
		return err
	}
	size, err := layer.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	diffID := fmt.Sprintf("sha256:%x", sum.Sum(nil))

	if len(env) == 0 {
		env = listFlag{"PATH=/bin:/usr/bin"}
	}
	type m = map[string]any
	config := mustJSON(m{
		"architecture": *arch, "os": "linux",
		"config": m{"Entrypoint": flags.Args(), "Env": env, "User": *user, "WorkingDir": "/"},
		"rootfs": m{"type": "layers", "diff_ids": []string{diffID}},
	})
	manifest := mustJSON(m{
		"schemaVersion": 2,
		"mediaType":     "application/vnd.oci.image.manifest.v1+json",
		"config":        m{"mediaType": "application/vnd.oci.image.config.v1+json", "digest": digest(config), "size": len(config)},
		"layers":        []m{{"mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": diffID, "size": size}},
	})
	index := mustJSON(m{
		"schemaVersion": 2,
		"mediaType":     "application/vnd.oci.image.index.v1+json",
		"manifests": []m{{
			"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": digest(manifest), "size": len(manifest),
			"platform":    m{"architecture": *arch, "os": "linux"},
			"annotations": m{"io.containerd.image.name": *name, "org.opencontainers.image.ref.name": *name},
		}},
	})

	f, err := os.Create(*out)
	if err != nil {
		return err
	}
	defer f.Close()
	tw := tar.NewWriter(f)
	for _, b := range []struct {
		path string
		data []byte
	}{
		{"oci-layout", []byte(`{"imageLayoutVersion":"1.0.0"}`)},
		{"index.json", index},
		{blobPath(digest(manifest)), manifest},
		{blobPath(digest(config)), config},
	} {
		if err := tarBytes(tw, b.path, b.data); err != nil {
			return err
		}
	}
	if err := tw.WriteHeader(&tar.Header{Name: blobPath(diffID), Mode: 0o644, Size: size, Format: tar.FormatPAX}); err != nil {
		return err
	}
	if _, err := layer.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if _, err := io.Copy(tw, layer); err != nil {
		return err
	}
	if err := tw.Close(); err != nil {
		return err
	}
	return f.Close()
}

type listFlag []string

func (l *listFlag) String() string     { return strings.Join(*l, ",") }
func (l *listFlag) Set(v string) error { *l = append(*l, v); return nil }

func digest(b []byte) string { return fmt.Sprintf("sha256:%x", sha256.Sum256(b)) }

func blobPath(d string) string { return "blobs/sha256/" + strings.TrimPrefix(d, "sha256:") }

func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // only fixed, marshallable shapes are passed in
	}
	return b
}

func tarBytes(tw *tar.Writer, name string, data []byte) error {
	if err := tw.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(data))}); err != nil {
		return err
	}
	_, err := io.Copy(tw, bytes.NewReader(data))
	return err
}

// packLayer writes root's tree as a tar stream with fixed owner and time, so
// that the same tree always gives the same digest.
func packLayer(w io.Writer, root string) error {
	var paths []string
	err := filepath.WalkDir(root, func(p string, _ fs.DirEntry, err error) error {
		if err == nil && p != root {
			paths = append(paths, p)
		}
		return err
	})
	if err != nil {
		return err
	}
	sort.Strings(paths)
	tw := tar.NewWriter(w)
	for _, p := range paths {
		info, err := os.Lstat(p)
		if err != nil {
			return err
		}
		link := ""
		if info.Mode()&fs.ModeSymlink != 0 {
			if link, err = os.Readlink(p); err != nil {
				return err
			}
		}
		h, err := tar.FileInfoHeader(info, link)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		h.Name = filepath.ToSlash(rel)
		if info.IsDir() {
			h.Name += "/"
		}
		h.Uid, h.Gid, h.Uname, h.Gname = 0, 0, "", ""
		h.ModTime, h.AccessTime, h.ChangeTime = time.Unix(0, 0), time.Time{}, time.Time{}
		if err := tw.WriteHeader(h); err != nil {
			return err
		}
		if info.Mode().IsRegular() {
			if err := copyFile(tw, p); err != nil {
				return err
			}
		}
	}
	return tw.Close()
}

func copyFile(w io.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}
