/**
 * The agents that a bank knows: who owns each, what it is for, how far it may go, and until when
 * somebody has looked at that. Optional; read by ingest for names and classes, by the detectors for
 * findings.
 */
package io.gatewatch.ingest.registry;
