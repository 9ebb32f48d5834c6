/**
 * Who called: what a line says about its caller, and the rules by which that proves one. A rule is
 * configuration, since only the operator knows what his gateway has checked before it writes a
 * name; what ships is what each gateway documents as written after authentication.
 */
package io.gatewatch.ingest.identity;
