/**
 * Doctor: reads a sample of a gateway's log through the same parsers as production and says what is
 * there, what is missing, and how to mend it. {@code Examination} counts, {@code Diagnosis} is what
 * was found, {@code GatewaySettings} knows the gateway's own settings, {@code DiagnosisText} tells
 * a person. Nothing of a line's text is kept: shapes, counts and masked calls alone.
 */
package io.gatewatch.replaydata.doctor;
