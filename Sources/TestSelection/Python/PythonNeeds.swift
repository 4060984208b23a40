/// What a Python text needs, as it is found.
struct PythonNeeds {
  private var needs: [FileFacts.Need] = []
  private var seen: Set<FileFacts.Need> = []
  /// What names mean that imports bind: an absolute name, or one from the package `level` levels up.
  private var bindings: [String: (name: String, level: Int)] = [:]
  /// Needs that count where the text loads modules by names.
  private var suspected: [FileFacts.Need] = []
  /// The list of modules that is being read.
  var list: PythonWord?
  private var lastPart: [UInt8] = []

  /// Whether modules are loaded by name, and whether such a name is computed.
  var loads = false
  var loadsComputed = false
  /// Whether the function that loads modules is handed on.
  var handsOn = false
  /// Whether it is replaced: it is then asked for what imports name.
  var replacesImport = false
  var listsModules = false
  var loadsPaths = false
  var runsLoaders = false
  var executes = false
  var hasTemplate = false
  var listsFiles = false
  /// Whether the text asks where it lies.
  var knowsPlace = false
  /// Whose `__path__` is asked for, `nil` for the text's own.
  var paths: [String?] = []
  /// Whether a text is an import of a name that is computed.
  private var importsComputed = false
  /// Whether a dotted name is put together of parts that are all computed.
  var composes = false
  /// Whether files of modules are named, each or by a pattern in a directory that is told, and whether by a pattern alone.
  private var namesModuleFile = false
  private var matchesModuleFiles = false

  /// The tree of all that the project declares as entry points.
  static let entryPoints = "entry points"
  /// A text longer than this is no name.
  private static let maximumLength = 512

  mutating func add(_ need: FileFacts.Need) {
    if seen.insert(need).inserted { needs.append(need) }
  }

  mutating func bind(_ alias: String, to name: String, level: Int) { bindings[alias] = (name, level) }

  var facts: FileFacts {
    var all = self
    all.finish()
    var facts = FileFacts()
    facts.needs = all.needs
    facts.isOpaque = all.isOpaque
    return facts
  }

  private mutating func finish() {
    for owner in paths {
      guard let owner else {
        add(FileFacts.Need(.tree, "", level: 1))
        continue
      }
      if let binding = bindings[owner] {
        add(FileFacts.Need(.tree, binding.name, level: UInt8(clamping: binding.level)))
      } else {
        add(FileFacts.Need(.tree, owner))
      }
    }
    let lists = listsModules || (loads && (listsFiles || matchesModuleFiles))
    if lists, paths.isEmpty, knowsPlace { add(FileFacts.Need(.tree, "", level: 1)) }
    if listsFiles { add(FileFacts.Need(.tree, "")) }
    if loads || handsOn || loadsPaths { for need in suspected { add(need) } }
  }

  /// Whether modules are needed that cannot be told.
  ///
  /// A name that is computed comes from somewhere: from a text, which is a need of the file that holds it, as a whole or by its
  /// literal beginning; from a list of what there is; or from parts that are put together. Only the last two can mean what no
  /// text names.
  private var isOpaque: Bool {
    let knowsListed = (listsModules || listsFiles || matchesModuleFiles) && (knowsPlace || !paths.isEmpty)
    if listsModules, !knowsListed { return true }
    let isComputed = loadsComputed || (handsOn && !replacesImport)
    if isComputed, !knowsListed, composes || listsFiles || matchesModuleFiles { return true }
    // The file that is loaded is named, or nobody knows which it is.
    if loadsPaths, !namesModuleFile, !(matchesModuleFiles && knowsPlace) { return true }
    if runsLoaders, !loadsPaths, !knowsListed { return true }
    // Code that is put together here imports what a text here says. Any other comes from elsewhere.
    if executes, importsComputed || !hasTemplate { return true }
    return false
  }
}

// MARK: - Texts

extension PythonNeeds {
  mutating func noteImports(in bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if text.contains("import \0") || text.hasSuffix("import ") { importsComputed = true }
  }

  /// Names of modules and files in a text: all of it, or in a command line the parts that look like one.
  mutating func addText(_ value: PythonValue) {
    guard !value.bytes.isEmpty, value.bytes.count <= Self.maximumLength else {
      lastPart = []
      return
    }
    let parts = value.bytes.split(separator: 0x20)
    for part in parts {
      // `{package}.{module}`; `{name}.py` and the like have literal parts.
      let isDots = part.allSatisfy { $0 == PythonValue.computed || $0 == UInt8(ascii: ".") }
      if isDots, part.first == PythonValue.computed, part.count > 2, !value.beginsWithModule { composes = true }
      let isRun = lastPart == Array("-m".utf8)
      lastPart = Array(part)
      guard Self.isName(part) else { continue }
      if parts.count == 1 || isRun || part.contains(UInt8(ascii: ".")) || part.contains(UInt8(ascii: "/")) {
        addName(part, isRun: isRun, beginsWithModule: value.beginsWithModule)
      }
    }
    // A file's name may hold blanks.
    if parts.count > 1, parts.count < 6, value.bytes.contains(UInt8(ascii: ".")),
      !value.bytes.contains(PythonValue.computed), !value.bytes.contains(0x0A)
    {
      add(FileFacts.Need(.path, String(decoding: value.bytes, as: UTF8.self)))
    }
  }

  private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { PythonLexer.isWord($0) || "\0./:-*?[]+@~".utf8.contains($0) }
      && bytes.contains { PythonLexer.isWord($0) || $0 == UInt8(ascii: "*") }
  }

  private mutating func addName(_ bytes: ArraySlice<UInt8>, isRun: Bool, beginsWithModule: Bool) {
    if bytes.contains(PythonValue.computed) {
      addComputed(Array(bytes), beginsWithModule: beginsWithModule)
      return
    }
    let name = String(decoding: bytes, as: UTF8.self)
    noteFile(name)
    switch list {
    case .pytestPlugins: add(FileFacts.Need(.module, name))
    case .installedApps: add(FileFacts.Need(.tree, name))
    default: break
    }
    if isRun { add(FileFacts.Need(.module, name, members: ["__main__"])) }
    let relative = name.drop { $0 == "." }
    let level = name.utf8.count - relative.utf8.count
    if level > 0, relative.utf8.allSatisfy({ PythonLexer.isWord($0) || $0 == UInt8(ascii: ".") }) {
      suspected.append(FileFacts.Need(.module, String(relative), level: UInt8(clamping: level)))
    }
    add(FileFacts.Need(.text, name))
  }

  private mutating func addComputed(_ bytes: [UInt8], beginsWithModule: Bool) {
    let value = PythonValue(bytes: bytes)
    if !bytes.contains(UInt8(ascii: "/")), let prefix = value.packagePrefix {
      let name = prefix.drop { $0 == "." }
      let level = UInt8(clamping: prefix.utf8.count - name.utf8.count)
      let need = FileFacts.Need(.tree, String(name), level: level)
      if name.contains("."), level == 0 { add(need) } else { suspected.append(need) }
    } else if beginsWithModule {
      suspected.append(FileFacts.Need(.tree, "", level: 1))
    }
    guard bytes.contains(UInt8(ascii: ".")) || bytes.contains(UInt8(ascii: "/")) else { return }
    let pattern = String(decoding: bytes.map { $0 == PythonValue.computed ? UInt8(ascii: "*") : $0 }, as: UTF8.self)
    noteFile(pattern)
    add(FileFacts.Need(.text, pattern))
  }

  private mutating func noteFile(_ name: String) {
    guard name.hasSuffix(".py") else { return }
    if name.contains("/") || !name.contains("*") { namesModuleFile = true } else { matchesModuleFiles = true }
  }
}
