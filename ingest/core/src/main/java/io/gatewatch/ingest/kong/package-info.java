/**
 * Kong's log lines: the object that http-log, file-log, tcp-log and kafka-log write, of Kong 2.8 to
 * 3.x. Upper floors never see this package.
 */
package io.gatewatch.ingest.kong;
