import GateModel
import LocalFiles

/// Where a Python finds what is installed for it.
enum PythonInstallation {
  /// Programs that run others in an environment which they keep below the user's home.
  private static let environmentManagers: [String: [String]] = [
    "poetry": [".cache/pypoetry/virtualenvs"], "pipenv": [".local/share/virtualenvs"],
    "hatch": [".local/share/hatch/env/virtual"], "pipx": [".local/share/pipx/venvs", ".local/pipx/venvs"],
  ]
  /// More environments than that are not looked at.
  private static let environmentLimit = 64

  /// Whether `program` is a Python, of any version.
  static func isPython(_ program: LocalPath) -> Bool {
    let name = String(decoding: program.name, as: UTF8.self)
    return name.hasPrefix("python") && name.dropFirst(6).allSatisfy { $0.isNumber || $0 == "." }
  }

  /// The `site-packages` that a Python sees: its own and, for a system Python, the distribution's and the user's.
  static func libraries(of interpreter: LocalPath, home: String?) -> [LocalPath] {
    let user = home.map { [LocalPath($0).appending(".local")] } ?? []
    return libraries(below: [interpreter.parent.parent, LocalPath("/usr/local"), LocalPath("/usr")] + user)
  }

  /// The `site-packages` of the environments in which `program` may run what it is told to, where it is known for that. Which
  /// one it takes only it knows, and to ask it takes longer than most checks.
  static func libraries(ofManager program: LocalPath, home: String?) -> [LocalPath] {
    guard let home, let places = environmentManagers[String(decoding: program.name, as: UTF8.self)] else { return [] }
    var environments: [LocalPath] = []
    for place in places.map({ LocalPath(home).appending($0) }) {
      for name in (try? LocalFiles.list(place)) ?? [] { environments.append(place.appending(bytes: name)) }
    }
    environments.sort { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    return libraries(below: Array(environments.prefix(environmentLimit)))
  }

  private static func libraries(below prefixes: [LocalPath]) -> [LocalPath] {
    var found: Set<LocalPath> = []
    for library in prefixes.map({ $0.appending("lib") }) {
      found.insert(library.appending("python3/dist-packages"))
      for name in (try? LocalFiles.list(library)) ?? [] where name.starts(with: "python3".utf8) {
        found.insert(library.appending(bytes: name).appending("site-packages"))
        found.insert(library.appending(bytes: name).appending("dist-packages"))
      }
    }
    return found.filter { LocalFiles.status($0, followingLinks: true)?.isDirectory == true }
      .sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }
}
