{{/* SPDX-License-Identifier: Apache-2.0 */}}

{{/*
What a worker may do for the time of its copy. The operator holds all of it too, because it can
only grant what it has itself: it may neither bind nor escalate.
*/}}
{{- define "s3copy.rules.worker" -}}
- apiGroups: [s3copy.dev]
  resources: [s3copies]
  verbs: [get]
- apiGroups: [s3copy.dev]
  resources: [s3copyshards]
  verbs: [get, list, watch]
- apiGroups: [s3copy.dev]
  resources: [s3copyshards/status]
  verbs: [get, patch, update]
{{- end -}}

{{- define "s3copy.rules.operator" -}}
- apiGroups: [s3copy.dev]
  resources: [s3copies]
  verbs: [get, list, watch, patch, update, delete]
- apiGroups: [s3copy.dev]
  resources: [s3copies/status]
  verbs: [get, patch, update]
- apiGroups: [s3copy.dev]
  resources: [s3copies/finalizers]
  verbs: [update]
- apiGroups: [s3copy.dev]
  resources: [s3copyshards]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [s3copy.dev]
  resources: [s3copyshards/status]
  verbs: [get, patch, update]
- apiGroups: [batch]
  resources: [jobs]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch, delete]
- apiGroups: [""]
  resources: [namespaces, persistentvolumeclaims]
  verbs: [get]
- apiGroups: [""]
  resources: [serviceaccounts]
  verbs: [get, create]
- apiGroups: [rbac.authorization.k8s.io]
  resources: [rolebindings]
  verbs: [get, create, delete]
- apiGroups: [""]
  resources: [events]
  verbs: [list, create]
{{- end -}}

{{- define "s3copy.rules.viewer" -}}
- apiGroups: [s3copy.dev]
  resources: [s3copies, s3copies/status, s3copyshards, s3copyshards/status]
  verbs: [get, list, watch]
{{- end -}}

{{- define "s3copy.rules.editor" -}}
- apiGroups: [s3copy.dev]
  resources: [s3copies]
  verbs: [create, patch, update, delete, deletecollection]
{{- end -}}

{{/* Shards are the operator's; an admin may clear away what is left of a broken copy. */}}
{{- define "s3copy.rules.admin" -}}
- apiGroups: [s3copy.dev]
  resources: [s3copyshards]
  verbs: [delete, deletecollection]
{{- end -}}
