/// The environment that a check's commands get: a short list of what programs need to work, and what the check declares.
///
/// What is not declared cannot influence a verdict, so it cannot make a cached one wrong either.
package enum CommandEnvironment {
  private static let names: Set<String> = [
    "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TERM",
    "http_proxy", "https_proxy", "no_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY",
    "SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE",
    "VIRTUAL_ENV", "CONDA_PREFIX", "PYENV_ROOT", "NVM_DIR", "NVM_BIN", "VOLTA_HOME", "ASDF_DIR", "ASDF_DATA_DIR",
    "RUSTUP_HOME", "CARGO_HOME", "GOPATH", "GOROOT", "GOCACHE", "GOMODCACHE", "JAVA_HOME", "ANDROID_HOME",
    "DEVELOPER_DIR", "SDKROOT", "TOOLCHAINS", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
  ]
  private static let prefixes = ["LC_", "XDG_"]

  /// What of `caller`'s environment reaches a command that declares `declared`.
  ///
  /// Every `GIT_*` variable stays out, declared or not: inside a hook they point at the index and the repository of the
  /// commit being made, and a test that calls git in a scratch directory would write there. `NO_COLOR` is set, so that
  /// output is plain.
  package static func make(from caller: [String: String], declaring declared: [String] = []) -> [String: String] {
    let wanted = Set(declared)
    var environment = caller.filter { name, _ in
      if name.hasPrefix("GIT_") { return false }
      return names.contains(name) || wanted.contains(name) || prefixes.contains { name.hasPrefix($0) }
    }
    if !wanted.contains("NO_COLOR") { environment["NO_COLOR"] = "1" }
    return environment
  }
}
