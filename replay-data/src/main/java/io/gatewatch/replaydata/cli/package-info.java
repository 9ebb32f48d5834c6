/**
 * The command line: {@link io.gatewatch.replaydata.cli.Gatewatch} and one small class a command.
 * The only package that prints. Exit codes: 0 done, 1 a negative answer, 2 wrong usage or
 * configuration, 3 input could not be read, 4 a needed service is unreachable, 70 a fault of ours.
 */
package io.gatewatch.replaydata.cli;
