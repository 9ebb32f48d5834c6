package io.gatewatch.ingest.catalog;

import io.gatewatch.ingest.catalog.PathSegment.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A node of the tree of paths: what may follow here, and the operations that end here. A search
 * tries words before versions, choices, affixed values and values, and comes back when a branch
 * leads to no operation of the method; each node is seen at most once. Filled once, then only read.
 */
final class PathNode {
  private static final Comparator<Branch> SPECIAL_FIRST =
      Comparator.<Branch, Form>comparing(b -> b.segment.form())
          .thenComparingInt(b -> -b.segment.text().length() - b.segment.after().length());

  private final WordTable words = new WordTable();
  private final List<Branch> branches = new ArrayList<>(0);
  private final MethodTable operations = new MethodTable();
  private MethodTable rest;

  private record Branch(PathSegment segment, PathNode node) {
    boolean isLike(PathSegment other) {
      return segment.form() == other.form()
          && segment.text().equals(other.text())
          && segment.after().equals(other.after())
          && segment.choices().equals(other.choices());
    }
  }

  /** Where the operations of a path below this node stand, made when it is new. */
  MethodTable operationsOf(List<PathSegment> segments) {
    PathNode node = this;
    for (PathSegment segment : segments) {
      if (segment.form() == Form.REST) {
        node.rest = node.rest == null ? new MethodTable() : node.rest;
        return node.rest;
      }
      node = node.childOf(segment);
    }
    return node.operations;
  }

  private PathNode childOf(PathSegment segment) {
    if (segment.form() == Form.WORD) {
      return words.getOrAdd(segment.text());
    }
    for (Branch branch : branches) {
      if (branch.isLike(segment)) {
        return branch.node;
      }
    }
    Branch made = new Branch(segment, new PathNode());
    branches.add(made);
    branches.sort(SPECIAL_FIRST);
    return made.node;
  }

  /** The operation of a method at a path's end; with a null method any operation; null for none. */
  MethodTable.Entry find(String method, String path, int at) {
    int from = at;
    while (from < path.length() && path.charAt(from) == '/') {
      from++;
    }
    if (from == path.length()) {
      return operations.get(method);
    }
    int end = from;
    int to = -1;
    int hash = 0;
    for (; end < path.length() && path.charAt(end) != '/'; end++) {
      char c = path.charAt(end);
      to = to < 0 && c == ';' && end > from ? end : to;
      hash = to < 0 ? hash * 31 + c : hash;
    }
    to = to < 0 ? end : to;
    PathNode word = words.get(hash, path, from, to);
    MethodTable.Entry found = word == null ? null : word.find(method, path, end);
    for (int i = 0; found == null && i < branches.size(); i++) {
      Branch branch = branches.get(i);
      if (branch.segment.matches(path, from, to)) {
        found = branch.node.find(method, path, end);
      }
    }
    return found == null && rest != null ? rest.get(method) : found;
  }
}
