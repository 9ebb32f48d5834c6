/** What many small surprises add up to: own evidence of all streams, against an alert budget. */
package io.gatewatch.detectors.fusion;
