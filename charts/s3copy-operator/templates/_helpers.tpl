{{/* SPDX-License-Identifier: Apache-2.0 */}}

{{- define "s3copy.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "s3copy.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "s3copy.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "s3copy.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- required "serviceAccount.name: name the ServiceAccount to use, or set serviceAccount.create" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "s3copy.selector" -}}
app.kubernetes.io/name: {{ include "s3copy.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "s3copy.labels" -}}
{{ include "s3copy.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: s3copy
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* metadata of an object: list of (context, name, namespace or "", further labels, further annotations) */}}
{{- define "s3copy.metadata" -}}
{{- $root := index . 0 -}}
name: {{ index . 1 }}
{{- with index . 2 }}
namespace: {{ . }}
{{- end }}
labels:
  {{- include "s3copy.labels" $root | nindent 2 }}
  {{- if gt (len .) 3 }}{{ with index . 3 }}
  {{- toYaml . | nindent 2 }}
  {{- end }}{{ end }}
{{- $annotations := deepCopy $root.Values.commonAnnotations -}}
{{- if gt (len .) 4 }}{{ $annotations = merge (deepCopy (index . 4)) $annotations }}{{ end }}
{{- with $annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* list of (image values, context) */}}
{{- define "s3copy.image" -}}
{{- $image := index . 0 -}}
{{- $name := $image.repository -}}
{{- if $image.registry }}{{ $name = printf "%s/%s" $image.registry $image.repository }}{{ end -}}
{{- if $image.digest -}}
{{ printf "%s@%s" $name $image.digest }}
{{- else -}}
{{ printf "%s:%s" $name (default (index . 1).Chart.AppVersion $image.tag) }}
{{- end -}}
{{- end -}}
