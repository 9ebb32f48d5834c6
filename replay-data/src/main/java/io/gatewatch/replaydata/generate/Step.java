package io.gatewatch.replaydata.generate;

/**
 * One call that a session is about to make.
 *
 * @param id the object, null when the path names none
 * @param path a path of its own instead of the endpoint's; null otherwise
 * @param query query string, null for none
 * @param pauseMillis wait after the session's previous answer
 * @param notBefore earliest start, epoch milliseconds: the beat of a schedule
 * @param tool tool of an AI agent, null for none
 * @param customer on whose behalf, null for nobody's
 * @param present whether that customer is there
 * @param status the answer that this call will get; 0 when the world decides
 * @param bytes size of the answer's body; 0 when the world decides
 * @param caller sends this one call instead of the session's caller; null otherwise
 * @param claim who the client says it is, in a header that proves nothing; null for nobody
 */
record Step(
    Endpoint endpoint,
    String id,
    String path,
    String query,
    long pauseMillis,
    long notBefore,
    String tool,
    Customer customer,
    boolean present,
    int status,
    long bytes,
    Caller caller,
    String claim) {

  static Step of(Endpoint endpoint, String id) {
    return new Step(endpoint, id, null, null, 0, 0, null, null, false, 0, 0, null, null);
  }

  static Step of(Endpoint endpoint) {
    return of(endpoint, null);
  }

  String uriPath() {
    return path != null ? path : endpoint.path(id);
  }

  Step after(double millis) {
    return new Step(
        endpoint,
        id,
        path,
        query,
        (long) millis,
        notBefore,
        tool,
        customer,
        present,
        status,
        bytes,
        caller,
        claim);
  }

  Step notBefore(long moment) {
    return new Step(
        endpoint,
        id,
        path,
        query,
        pauseMillis,
        moment,
        tool,
        customer,
        present,
        status,
        bytes,
        caller,
        claim);
  }

  Step at(String newPath, String newQuery) {
    return new Step(
        endpoint,
        id,
        newPath,
        newQuery,
        pauseMillis,
        notBefore,
        tool,
        customer,
        present,
        status,
        bytes,
        caller,
        claim);
  }

  Step asking(String newQuery) {
    return at(path, newQuery);
  }

  Step on(String otherId) {
    return new Step(
        endpoint,
        otherId,
        path,
        query,
        pauseMillis,
        notBefore,
        tool,
        customer,
        present,
        status,
        bytes,
        caller,
        claim);
  }

  Step by(String newTool) {
    return new Step(
        endpoint,
        id,
        path,
        query,
        pauseMillis,
        notBefore,
        newTool,
        customer,
        present,
        status,
        bytes,
        caller,
        claim);
  }

  Step on(Customer newCustomer, boolean isPresent) {
    return new Step(
        endpoint,
        id,
        path,
        query,
        pauseMillis,
        notBefore,
        tool,
        newCustomer,
        isPresent,
        status,
        bytes,
        caller,
        claim);
  }

  Step answered(int newStatus, long newBytes) {
    return new Step(
        endpoint,
        id,
        path,
        query,
        pauseMillis,
        notBefore,
        tool,
        customer,
        present,
        newStatus,
        newBytes,
        caller,
        claim);
  }

  Step from(Caller newCaller) {
    return new Step(
        endpoint,
        id,
        path,
        query,
        pauseMillis,
        notBefore,
        tool,
        customer,
        present,
        status,
        bytes,
        newCaller,
        claim);
  }

  Step claiming(String newClaim) {
    return new Step(
        endpoint,
        id,
        path,
        query,
        pauseMillis,
        notBefore,
        tool,
        customer,
        present,
        status,
        bytes,
        caller,
        newClaim);
  }
}
