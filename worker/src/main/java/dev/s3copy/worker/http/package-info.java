// SPDX-License-Identifier: Apache-2.0
/// HTTP requests to one endpoint, over connections of the AWS Common Runtime (CRT). Knows no S3.
///
/// The sockets belong to the CRT's event loops, a few native threads. A call is started without
/// waiting: over an idle connection, or over a new one that a virtual thread opens. A connection
/// carries one call at a time and is kept for the next. When an answer is whole, its event loop
/// calls back. Whoever wants to wait parks until then; whoever does not goes on right there, and
/// must be quick, for an event loop serves many sockets.
///
/// The body of a successful answer goes to the sink that the caller names. A watchdog cuts
/// connections that stand still. A call is sent again only where its idle connection turned out to
/// be closed. Other retries are for the callers. [EndpointRules] says where a process may connect.
@NullMarked
package dev.s3copy.worker.http;

import org.jspecify.annotations.NullMarked;
