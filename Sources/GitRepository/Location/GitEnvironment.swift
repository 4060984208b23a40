internal import GateModel

/// The variables by which a caller steers git (git(1), "Environment variables"), as paths.
///
/// libgit2 would read them from the process, and refuses some: gate reads them from the caller's environment instead.
struct GitEnvironment {
  let gitDirectory: LocalPath?
  let commonDirectory: LocalPath?
  let workTree: LocalPath?
  /// As written: git resolves it after it went to the root of the work tree.
  let indexFile: LocalPath?
  let objectDirectory: LocalPath?
  let alternateObjectDirectories: [LocalPath]
  let ceilingDirectories: String?
  let crossesFileSystems: Bool
  let home: String?
  let xdgHome: String?
  let sudoUser: UInt32?
  let overrides: [ConfigurationOverride]
  private let variables: [String: String]

  init(_ variables: [String: String], directory: LocalPath) {
    func text(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
    func path(_ name: String) -> LocalPath? { text(name).map { directory.resolving(LocalPath($0)) } }
    self.variables = variables
    gitDirectory = path("GIT_DIR")
    commonDirectory = path("GIT_COMMON_DIR")
    workTree = path("GIT_WORK_TREE")
    indexFile = text("GIT_INDEX_FILE").map { LocalPath($0) }
    objectDirectory = path("GIT_OBJECT_DIRECTORY")
    alternateObjectDirectories = (text("GIT_ALTERNATE_OBJECT_DIRECTORIES") ?? "").split(separator: ":")
      .map { directory.resolving(LocalPath(String($0))) }
    ceilingDirectories = text("GIT_CEILING_DIRECTORIES")
    crossesFileSystems = Self.isTrue(variables["GIT_DISCOVERY_ACROSS_FILESYSTEM"])
    home = text("HOME")
    xdgHome = text("XDG_CONFIG_HOME") ?? home.map { $0 + "/.config" }
    sudoUser = text("SUDO_UID").flatMap { UInt32($0) }
    overrides = ConfigurationOverride.all(in: variables)
  }

  /// The files outside of the repository that may hold settings, lowest rank first; not all of them need exist.
  ///
  /// - Parameter system: where the system's file is when the environment does not say.
  func outerConfigurationFiles(system: LocalPath?) -> [RepositoryLocation.ConfigurationFile] {
    var files: [(LocalPath?, RepositoryLocation.ConfigurationFile.Level)] = []
    if !Self.isTrue(variables["GIT_CONFIG_NOSYSTEM"]) {
      files.append((variables["GIT_CONFIG_SYSTEM"].map { LocalPath($0) } ?? system, .system))
    }
    if let global = variables["GIT_CONFIG_GLOBAL"] {
      files.append((LocalPath(global), .global))
    } else {
      files.append((xdgHome.map { LocalPath($0 + "/git/config") }, .xdg))
      files.append((home.map { LocalPath($0 + "/.gitconfig") }, .global))
    }
    return files.compactMap { path, level in
      path.map { RepositoryLocation.ConfigurationFile(path: $0, level: level) }
    }
  }

  private static func isTrue(_ text: String?) -> Bool {
    guard let text = text?.lowercased() else { return false }
    return text == "true" || text == "yes" || text == "on" || (Int(text).map { $0 != 0 } ?? false)
  }
}
