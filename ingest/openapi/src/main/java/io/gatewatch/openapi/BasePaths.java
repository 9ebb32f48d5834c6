package io.gatewatch.openapi;

import io.gatewatch.ingest.catalog.RequestPath;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.servers.ServerVariable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The paths of the servers that an operation is found at: its own, its path's, else the file's. */
final class BasePaths {
  private static final int MOST = 32;

  private BasePaths() {}

  static List<String> of(OpenAPI api, PathItem item, Operation operation) {
    List<Server> servers = operation.getServers();
    servers = servers == null || servers.isEmpty() ? item.getServers() : servers;
    servers = servers == null || servers.isEmpty() ? api.getServers() : servers;
    Set<String> paths = new LinkedHashSet<>();
    if (servers != null) {
      servers.stream().filter(s -> s.getUrl() != null).forEach(s -> paths.addAll(paths(s)));
    }
    return paths.isEmpty() ? List.of("") : paths.stream().limit(MOST).toList();
  }

  /** A variable of the URL stands for each of its values, or for its default. */
  private static List<String> paths(Server server) {
    List<String> urls = List.of(server.getUrl());
    if (server.getVariables() != null) {
      for (Map.Entry<String, ServerVariable> variable : server.getVariables().entrySet()) {
        urls = filled(urls, "{" + variable.getKey() + "}", values(variable.getValue()));
      }
    }
    return urls.stream().map(BasePaths::path).toList();
  }

  private static List<String> filled(List<String> urls, String variable, List<String> values) {
    List<String> filled = new ArrayList<>();
    for (String url : urls) {
      for (String value : url.contains(variable) ? values : List.of("")) {
        if (filled.size() < MOST) {
          filled.add(url.replace(variable, value));
        }
      }
    }
    return filled;
  }

  private static List<String> values(ServerVariable variable) {
    Set<String> values = new LinkedHashSet<>();
    values.add(variable.getDefault() == null ? "" : variable.getDefault());
    if (variable.getEnum() != null) {
      values.addAll(variable.getEnum());
    }
    return List.copyOf(values);
  }

  private static String path(String url) {
    String whole = url.startsWith("//") ? "https:" + url : url;
    String path = RequestPath.of(whole);
    String plain = path.startsWith("/") || path.isEmpty() ? path : "/" + path;
    return plain.equals("/") ? "" : plain;
  }
}
