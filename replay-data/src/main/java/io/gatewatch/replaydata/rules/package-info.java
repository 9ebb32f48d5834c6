/** What a rule writer asks before a rule is put in force: is it right, and what does it cost. */
package io.gatewatch.replaydata.rules;
