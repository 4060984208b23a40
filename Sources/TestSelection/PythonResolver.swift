import GateModel

/// Finds the files behind the names that Python modules import.
///
/// Any directory may be on `sys.path`, so an absolute name is looked up below every directory that is no package itself
/// and below those of the importing file.
struct PythonResolver: ModuleResolver {
  private let files: [RepositoryPath]
  private let index: [String: Int]
  /// Files by the last component of their module name.
  private let byName: [String: [Int]]
  /// The directories above each file, outermost first.
  private let directories: [[String]]
  /// The directories that hold a directory of that name with modules somewhere below it.
  private let parentsOfDirectory: [String: Set<[String]>]
  /// The modules and packages right below a directory.
  private let submodules: [String: [Int]]

  init(_ files: [RepositoryPath], _ index: [String: Int]) {
    self.files = files
    self.index = index
    var byName: [String: [Int]] = [:]
    var parents: [String: Set<[String]>] = [:]
    var submodules: [String: [Int]] = [:]
    for (file, path) in files.enumerated() where path.nameExtension == "py" {
      let directories = path.directories
      for depth in directories.indices {
        parents[directories[depth], default: []].insert(Array(directories[..<depth]))
      }
      let isInitializer = path.nameText == "__init__.py"
      let name = isInitializer ? directories.last ?? "" : String(path.nameText.dropLast(3))
      byName[name, default: []].append(file)
      let holder = isInitializer ? directories.dropLast() : directories[...]
      submodules[holder.joined(separator: "/"), default: []].append(file)
    }
    self.byName = byName
    directories = files.map(\.directories)
    parentsOfDirectory = parents
    self.submodules = submodules
  }

  func resolve(_ name: ModuleImports.Name, from file: Int) -> Resolution {
    switch name {
    case .python(let level, let module, let names):
      let components = module.split(separator: ".").map(String.init)
      return .files(
        level > 0 ? relative(level, components, names, from: file) : absolute(components, names, from: file))
    case .text(let text): return .files(resolve(text: text, from: file))
    case .script: return .files([])
    }
  }

  /// Files that run because of where this one lies: the `__init__.py` of its packages, and for a test each
  /// `conftest.py`.
  func implicit(_ file: Int, isTest: Bool) -> [Int] {
    var found: [Int] = []
    var directory = ""
    for component in [""] + directories[file] {
      directory += component.isEmpty ? "" : component + "/"
      if let initializer = index[directory + "__init__.py"], initializer != file { found.append(initializer) }
      if isTest, let configuration = index[directory + "conftest.py"], configuration != file {
        found.append(configuration)
      }
    }
    return found
  }

  private func relative(_ level: Int, _ components: [String], _ names: [String], from file: Int) -> [Int] {
    let directories = directories[file]
    guard level - 1 <= directories.count else { return [] }
    return lookUp(components, names, below: Array(directories.dropLast(level - 1)))
  }

  private func absolute(_ components: [String], _ names: [String], from file: Int) -> [Int] {
    guard let first = components.first else { return [] }
    var roots: Set<[String]> = []
    for candidate in byName[first] ?? [] {
      let directories = directories[candidate]
      roots.insert(files[candidate].nameText == "__init__.py" ? Array(directories.dropLast()) : directories)
    }
    // A directory without `__init__.py` is a package too (PEP 420), so `first` may be any directory.
    roots.formUnion(parentsOfDirectory[first] ?? [])
    let own = directories[file]
    return roots.flatMap { root -> [Int] in
      let isPackage = index[(root + ["__init__.py"]).joined(separator: "/")] != nil
      guard !isPackage || own.starts(with: root) else { return [] }
      return lookUp(components, names, below: root)
    }
  }

  /// The module and its packages, and those of `names` that are modules in it.
  private func lookUp(_ components: [String], _ names: [String], below root: [String]) -> [Int] {
    var found: [Int] = []
    var prefix = root.map { $0 + "/" }.joined()
    if components.isEmpty, let initializer = index[prefix + "__init__.py"] { found.append(initializer) }
    for component in components {
      prefix += component
      if let module = index[prefix + ".py"] { found.append(module) }
      if let package = index[prefix + "/__init__.py"] { found.append(package) }
      prefix += "/"
    }
    for name in names {
      if name == "*" {
        found += submodules[String(prefix.dropLast())] ?? []
      } else {
        if let module = index[prefix + name + ".py"] { found.append(module) }
        if let package = index[prefix + name + "/__init__.py"] { found.append(package) }
      }
    }
    return found
  }

  private func resolve(text: String, from file: Int) -> [Int] {
    if text.hasSuffix(".py") {
      let name = text.split(separator: "/").last.map(String.init) ?? text
      return byName[String(name.dropLast(3))] ?? []
    }
    let module = text.split(separator: ":", maxSplits: 1).first.map(String.init) ?? text
    guard !module.contains("/"), !module.contains("-"), !module.hasPrefix(".") else { return [] }
    return absolute(module.split(separator: ".").map(String.init), [], from: file)
  }
}
