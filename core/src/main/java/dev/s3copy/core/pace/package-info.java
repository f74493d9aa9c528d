// SPDX-License-Identifier: Apache-2.0
/// How many requests run at once, and how many start per second.
///
/// Every request passes the one [RequestGate] of its worker. It enters with a permit. It exits with
/// its result: done, throttled or failed, how many bytes and how long. [AdaptiveGate] counts these.
/// Every few milliseconds it asks a [ConcurrencyController] how many permits there should be.
///
/// The controller runs more at once while that moves more, and half as many when the server asks
/// for less (503). It grows only while somebody waits for a permit. [RateLimit] is apart from that:
/// it holds requests and bytes per second to what the manifest allows. [ByteBudget] bounds the
/// memory of buffers. The controller and the buckets of tokens are pure: time is passed in.
@NullMarked
package dev.s3copy.core.pace;

import org.jspecify.annotations.NullMarked;
