/// What single steps of the hot path cost, measured by JMH; started by `bench/micro`, not by tests.
@NullMarked
package dev.s3copy.bench.micro;

import org.jspecify.annotations.NullMarked;
