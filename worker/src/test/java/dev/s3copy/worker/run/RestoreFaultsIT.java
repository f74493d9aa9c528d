// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

class RestoreFaultsIT extends RestoreFaults {}
