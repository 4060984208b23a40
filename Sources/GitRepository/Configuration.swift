internal import CLibgit2
internal import GateModel

/// The settings in force for one repository, from files of ascending rank.
struct GitConfiguration: ~Copyable {
  let handle: Handle
  private let overrides: [ConfigurationOverride]

  /// - Parameter repository: what `includeIf` conditions look at, where there is one.
  init(
    _ files: [RepositoryLocation.ConfigurationFile], overrides: [ConfigurationOverride], repository: OpaquePointer?
  ) throws(GitError) {
    let handle = try Handle("could not make a configuration", free: git_config_free) { git_config_new(&$0) }
    for file in files {
      let level = git_config_level_t(rawValue: file.level.rawValue)
      let code = file.path.withCString { git_config_add_file_ondisk(handle.pointer, $0, level, repository, 1) }
      try check(code, "could not read the git configuration \(file.path)")
    }
    self.handle = handle
    self.overrides = overrides
  }

  /// The last value of `name`, `nil` where it is not set.
  func value(_ name: String) throws(GitError) -> String? {
    let canonical = ConfigurationOverride.canonical(name)
    if let override = overrides.last(where: { $0.name == canonical }) { return override.value ?? "true" }
    var buffer = GitBuffer()
    let code = git_config_get_string_buf(&buffer.raw, handle.pointer, name)
    if code == GIT_ENOTFOUND.rawValue { return nil }
    try check(code, "could not read \(name) from the git configuration")
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  /// Whether `git -c` or the environment sets `name`.
  func isOverridden(_ name: String) -> Bool {
    let canonical = ConfigurationOverride.canonical(name)
    return overrides.contains { $0.name == canonical }
  }

  /// The last value of `name` as git reads a truth value, `fallback` where it is not set.
  func isTrue(_ name: String, fallback: Bool) throws(GitError) -> Bool {
    guard let text = try value(name) else { return fallback }
    var flag: Int32 = 0
    try check(git_config_parse_bool(&flag, text), "\(name) in the git configuration is neither true nor false")
    return flag != 0
  }

  /// All values of `name` from the files, lowest rank first.
  func values(_ name: String) throws(GitError) -> [String] {
    let iterator = try Handle("could not read \(name)", free: git_config_iterator_free) {
      git_config_multivar_iterator_new(&$0, handle.pointer, name, nil)
    }
    var values: [String] = []
    var entry: UnsafeMutablePointer<git_config_entry>?
    while true {
      let code = git_config_next(&entry, iterator.pointer)
      if code == GIT_ITEROVER.rawValue { return values }
      try check(code, "could not read \(name) from the git configuration")
      if let text = entry?.pointee.value { values.append(String(cString: text)) }
    }
  }

  /// The names of the settings that match the regular expression `pattern` (POSIX, extended), each once.
  func names(matching pattern: String) throws(GitError) -> Set<String> {
    let iterator = try Handle("could not read the git configuration", free: git_config_iterator_free) {
      git_config_iterator_glob_new(&$0, handle.pointer, pattern)
    }
    var names: Set<String> = []
    var entry: UnsafeMutablePointer<git_config_entry>?
    while true {
      let code = git_config_next(&entry, iterator.pointer)
      if code == GIT_ITEROVER.rawValue { return names }
      try check(code, "could not read the git configuration")
      if let text = entry?.pointee.name { names.insert(String(cString: text)) }
    }
  }
}
