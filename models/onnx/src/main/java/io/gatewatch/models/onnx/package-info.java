/** Runs models that were trained elsewhere, as ONNX: checked before any native code sees them. */
package io.gatewatch.models.onnx;
