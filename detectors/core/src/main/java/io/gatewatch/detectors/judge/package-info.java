/** The third fold: observations and contexts become detections. */
package io.gatewatch.detectors.judge;
