/** When an agent is there: the hours it works in, and silences that are not like it. */
package io.gatewatch.features.presence;
