/// Reads what a Python text needs: its imports, the modules that it loads by name, and the files that it may read.
///
/// The text is read as code only where it is code: what a comment says is nothing, what a string says is a name of a module or
/// of a file, or code itself, as tests hand it to other processes.
struct PythonReader {
  private(set) var lexer: PythonLexer
  let bytes: UnsafeBufferPointer<UInt8>
  /// Whether the text is code within a string: words that begin a statement do so everywhere, and what is not closed is no fault.
  private let isEmbedded: Bool
  private(set) var token = PythonToken(kind: .newline, range: 0..<0)
  private(set) var previous = PythonToken(kind: .newline, range: 0..<0)
  /// The one before `previous`.
  private(set) var earlier = PythonToken(kind: .newline, range: 0..<0)
  /// Of each open bracket what is called with it, where that is a word.
  private(set) var callees: [PythonWord?] = []
  private var startsStatement = true
  /// The column of an `if TYPE_CHECKING:` within which the text is.
  private var typeBlock: Int?
  private var condition: Condition?
  var needs = PythonNeeds()

  /// What is known of an `if` in front of its colon.
  private struct Condition {
    var column: Int
    var isTypeChecking = false
  }

  static func facts(of bytes: [UInt8]) -> FileFacts {
    bytes.withUnsafeBufferPointer { buffer in
      var reader = PythonReader(buffer, 0..<buffer.count)
      reader.read()
      var facts = reader.needs.facts
      facts.fault = reader.lexer.fault
      return facts
    }
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isEmbedded: Bool = false) {
    self.bytes = bytes
    self.isEmbedded = isEmbedded
    lexer = PythonLexer(bytes, range)
  }

  mutating func advance() {
    earlier = previous
    previous = token
    let depth = callees.count
    token = lexer.next()
    startsStatement = previous.endsLine || (depth == 0 && previous.isMark(":"))
    guard case .mark(let mark) = token.kind else { return }
    switch mark {
    case UInt8(ascii: "("): callees.append(previous.isName ? previous.word : nil)
    case UInt8(ascii: "["), UInt8(ascii: "{"): callees.append(nil)
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): _ = callees.popLast()
    default: break
    }
  }

  mutating func read() {
    advance()
    while true {
      switch token.kind {
      case .end: return
      case .text: readText()
      case .name: readName()
      case .newline, .number, .mark:
        followCondition()
        advance()
      }
    }
  }

  private var column: Int { token.range.lowerBound - lexer.lineStart }

  private mutating func readName() {
    if previous.endsLine, !previous.isMark(";") {
      if let block = typeBlock, column <= block { typeBlock = nil }
      needs.list = nil
    }
    guard let word = token.word else {
      followCondition()
      advance()
      return
    }
    let begins = startsStatement || isEmbedded
    switch word {
    case .import where begins: readImport()
    case .from where begins: readFrom()
    case .if, .elif:
      if startsStatement { condition = Condition(column: column) }
      advance()
    case .typeChecking:
      let isAlone = previous.word == .if || previous.word == .elif || previous.isMark(".")
      condition?.isTypeChecking = isAlone
      if !isAlone { condition = nil }
      advance()
    case .pytestPlugins, .installedApps:
      if startsStatement { needs.list = word }
      advance()
    default:
      followCondition()
      readWord(word)
    }
  }

  /// `if TYPE_CHECKING:` and `if typing.TYPE_CHECKING:` are what never runs; any more than that is another condition.
  private mutating func followCondition() {
    guard let known = condition else { return }
    switch token.kind {
    case .name where previous.word == .if || previous.word == .elif || previous.isMark("."): return
    case .mark(UInt8(ascii: ".")) where !known.isTypeChecking: return
    case .mark(UInt8(ascii: ":")) where known.isTypeChecking && typeBlock == nil: typeBlock = known.column
    default: break
    }
    condition = nil
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }
}

// MARK: - Imports

extension PythonReader {
  /// `a . b`; empty where there is no name.
  private mutating func dottedName() -> String {
    guard token.isName, token.word != .import else { return "" }
    var name = text(token.range)
    advance()
    while token.isMark(".") {
      advance()
      guard token.isName else { break }
      name += "." + text(token.range)
      advance()
    }
    return name
  }

  /// `import a.b as c, d`
  private mutating func readImport() {
    repeat {
      advance()
      let module = dottedName()
      if module.isEmpty { return }
      var alias = module.split(separator: ".").first.map(String.init) ?? module
      if token.word == .as {
        advance()
        if token.isName { alias = text(token.range) }
        advance()
        needs.bind(alias, to: module, level: 0)
      } else {
        needs.bind(alias, to: alias, level: 0)
      }
      if typeBlock == nil { needs.add(FileFacts.Need(.module, module)) }
    } while token.isMark(",")
  }

  /// `from ..a.b import c, d as e`
  private mutating func readFrom() {
    advance()
    var level = 0
    while token.isMark(".") {
      level += 1
      advance()
    }
    let module = dottedName()
    guard token.word == .import, level > 0 || !module.isEmpty else { return }
    advance()
    let isInBrackets = token.isMark("(")
    if isInBrackets { advance() }
    var members: [String] = []
    while true {
      if token.isMark("*") {
        members.append("*")
        advance()
        break
      }
      guard token.isName else { break }
      let member = text(token.range)
      var alias = member
      members.append(member)
      advance()
      if token.word == .as {
        advance()
        if token.isName { alias = text(token.range) }
        advance()
      }
      needs.bind(alias, to: module.isEmpty ? member : module + "." + member, level: level)
      guard token.isMark(",") else { break }
      advance()
    }
    if typeBlock == nil {
      needs.add(FileFacts.Need(.module, module, level: UInt8(clamping: level), members: members))
    }
  }
}

// MARK: - Calls

extension PythonReader {
  private mutating func readWord(_ word: PythonWord) {
    let isDefined = previous.isName && text(previous.range) == "def"
    let owner = previous.isMark(".") && earlier.isName ? text(earlier.range) : nil
    let isMember = previous.isMark(".")
    advance()
    if isDefined { return }
    switch word {
    case .importModule, .importFunction, .importString, .runModule: readLoad(word)
    case .iterModules, .walkPackages: needs.listsModules = true
    case .specFromFile, .sourceFileLoader, .loadSource, .runPath: needs.loadsPaths = true
    case .loadModule, .execModule: needs.runsLoaders = true
    case .execute where !isMember && token.isMark("("): needs.executes = true
    case .executeFile where token.isMark("("): needs.loadsPaths = true
    case .entryPoints, .iterEntryPoints: needs.add(FileFacts.Need(.tree, PythonNeeds.entryPoints))
    case .path: needs.paths.append(owner)
    case .file: needs.knowsPlace = true
    default:
      // `ast.walk` and others list no files.
      if word.listsFiles, word != .walk || owner == "os" || !isMember { needs.listsFiles = true }
    }
  }

  /// What is called with the name of a module: a literal, one that begins literally, or one that is computed.
  private mutating func readLoad(_ word: PythonWord) {
    guard token.isMark("(") else {
      // `builtins.__import__ = hook` is asked for what is imported by name.
      if word == .importFunction, token.isMark("=") { needs.replacesImport = true } else { needs.handsOn = true }
      return
    }
    needs.loads = true
    advance()
    if token.word == .name || token.word == .package || token.word == .spec {
      // `__name__ + "." + name`
      needs.add(FileFacts.Need(.tree, "", level: 1))
      return
    }
    guard token.isText else {
      needs.loadsComputed = true
      return
    }
    let value = readValue()
    guard let name = value.plainText else {
      addPrefix(of: value)
      return
    }
    // `".".join(parts)`
    guard token.isMark(")") || token.isMark(",") else {
      needs.loadsComputed = true
      needs.composes = true
      return
    }
    var module = name.drop { $0 == "." }
    let level = name.utf8.count - module.utf8.count
    guard level > 0 else {
      needs.add(FileFacts.Need(.module, name))
      if word == .runModule { needs.add(FileFacts.Need(.module, name, members: ["__main__"])) }
      return
    }
    if let package = secondArgument() { module = "\(package).\(module)" }
    needs.add(
      FileFacts.Need(.module, String(module), level: module.utf8.count > name.utf8.count ? 0 : UInt8(clamping: level)))
  }

  /// The package that a relative name is meant from, where it is literal.
  private mutating func secondArgument() -> String? {
    guard token.isMark(",") else { return nil }
    advance()
    if token.isName, text(token.range) == "package" {
      advance()
      if token.isMark("=") { advance() }
    }
    return token.isText ? readValue().plainText : nil
  }

  /// All that a name can mean of which only the beginning is literal.
  private mutating func addPrefix(of value: PythonValue) {
    if value.beginsWithModule {
      needs.add(FileFacts.Need(.tree, "", level: 1))
    } else if let prefix = value.packagePrefix {
      let name = prefix.drop { $0 == "." }
      needs.add(FileFacts.Need(.tree, String(name), level: UInt8(clamping: prefix.utf8.count - name.utf8.count)))
    } else {
      needs.loadsComputed = true
      needs.composes = true
    }
  }
}
