/// Cuts a Python text into its functions, methods and plain values, and what runs when it is loaded.
///
/// A function within a function is part of that. One within `if`, `try` or `with` is cut like any other: the words around it run
/// when the file is loaded, and its body does not.
struct PythonCutter {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var lines: PythonLines
  private let keepsTexts: Bool
  private var cut = DefinitionCut(facts: DefinitionFacts())
  /// The classes around a line, and innermost the function.
  private var scopes: [Scope] = []
  private var function: PythonFunction?
  private var decorators: [PythonLine] = []
  private var decoratorTexts: [PythonLine] = []
  private var rest = NameUses()
  private var indentation = PythonIndentation()
  /// Names that imports take from Python's library.
  private var libraryNames: Set<String> = []

  private struct Scope {
    var name: String
    var column: Int
  }

  static func cut(_ bytes: [UInt8], keepsTexts: Bool = true) -> DefinitionCut {
    bytes.withUnsafeBufferPointer { buffer in
      var cutter = PythonCutter(buffer, keepsTexts)
      cutter.read()
      return cutter.cut
    }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, _ keepsTexts: Bool) {
    self.bytes = bytes
    self.keepsTexts = keepsTexts
    lines = PythonLines(bytes)
  }

  private mutating func read() {
    while let group = lines.next() {
      take(group)
      if cut.facts.fault != nil { break }
    }
    closeFunction()
    if !decorators.isEmpty { fail("ends behind a decorator") }
    cut.facts.fault = cut.facts.fault ?? lines.fault
    cut.facts.parts[0].uses = rest
  }

  private mutating func fail(_ fault: String) { cut.facts.fault = cut.facts.fault ?? fault }

  private mutating func take(_ group: [PythonLine]) {
    let line = group[0]
    guard indentation.takes(line), PythonSyntax.isWellFormed(line) else {
      fail("has a line that is not understood: \(line.number)")
      return
    }
    if let open = function {
      if line.column > open.column {
        function?.add(group)
        return
      }
      closeFunction()
    }
    while let scope = scopes.last, line.column <= scope.column { scopes.removeLast() }
    note(group)
    if line.lexemes.first?.isMark("@") == true {
      decorators.append(line)
      decoratorTexts += group
    } else if line.begins(with: "def")
      || line.begins(with: "async") && line.lexemes.count > 1 && line.lexemes[1].name == "def"
    {
      takeFunction(group)
    } else if line.begins(with: "class"), line.lexemes.count > 1, line.lexemes[1].token.isName {
      takeClass(group)
    } else if !decorators.isEmpty {
      fail("has a decorator of nothing in line \(line.number)")
    } else {
      takeStatement(group)
    }
  }

  private mutating func note(_ group: [PythonLine]) {
    guard keepsTexts else { return }
    for line in group { for lexeme in line.lexemes where lexeme.token.isName { cut.names.insert(lexeme.name) } }
  }

  private func path(_ name: String) -> String { (scopes.map(\.name) + [name]).joined(separator: ".") }

  private mutating func addRest(_ line: PythonLine) {
    if keepsTexts { cut.rest.append(.text(line.canonical(bytes))) }
  }

  /// What runs when the file is loaded; within a class its members are meant by their names alone.
  private mutating func useInRest(_ lines: [PythonLine]) {
    var uses = NameUses()
    let reader = PythonUses(bytes, isInClass: !scopes.isEmpty)
    for line in lines { reader.read(line, into: &uses, &cut.facts) }
    rest.add(uses)
    if !scopes.isEmpty { rest.attributes.formUnion(uses.bare) }
  }
}

// MARK: - Functions and classes

extension PythonCutter {
  private mutating func takeFunction(_ group: [PythonLine]) {
    let line = group[0]
    let start = line.begins(with: "async") ? 2 : 1
    guard let end = line.headerEnd, start < end, line.lexemes[start].token.isName else {
      fail("has a function that is not understood in line \(line.number)")
      return
    }
    let header = line.part(0..<end)
    var part = DefinitionFacts.Part()
    part.kind = .function
    part.name = line.lexemes[start].name
    part.owner = scopes.last?.name
    part.line = line.number
    for decorator in decorators { PythonDecorator.read(decorator, into: &part) }
    let signature = PythonSignature(header)
    useInRest(decoratorTexts + signature.computed + group.dropFirst())
    var text = DefinitionCut.PartText()
    if keepsTexts {
      text.path = path(part.name)
      text.decorators = decorators.flatMap { $0.canonical(bytes) }
      text.signature = header.canonical(bytes)
      text.computed = signature.computed.flatMap { $0.canonical(bytes) }
      text.computedNames = signature.names.union(PythonDecorator.names(decorators, of: part.name))
      text.range = (decorators.first?.range ?? header.range).lowerBound..<header.range.upperBound
    }
    decorators = []
    decoratorTexts = []
    var opened = PythonFunction(part: part, text: text, column: line.column, signature: signature)
    if end < line.lexemes.count { opened.add([line.part(end..<line.lexemes.count)] + group.dropFirst()) }
    function = opened
    if end < line.lexemes.count { closeFunction() }
  }

  private mutating func closeFunction() {
    guard var open = function else { return }
    function = nil
    guard !open.lines.isEmpty else {
      fail("has a function without a body in line \(open.part.line)")
      return
    }
    let reader = PythonUses(bytes, in: open)
    for line in open.lines { reader.read(line, into: &open.part.uses, &cut.facts) }
    // Classes in it are used where it runs.
    for line in open.lines where line.begins(with: "class") && line.lexemes.count > 1 && line.lexemes[1].token.isName {
      guard let end = line.headerEnd else { continue }
      cut.facts.classes.append(PythonClassHeader(line.part(0..<end), libraryNames: libraryNames).facts)
    }
    open.part.isWrapper = open.part.owner == nil && open.isWrapper
    if keepsTexts {
      let body = open.lines.filter { !$0.isEmbedded }
      open.text.body = body.flatMap { $0.canonical(bytes) }
      open.text.bodyRange = (body.first?.range.lowerBound ?? 0)..<(body.last?.range.upperBound ?? 0)
    }
    add(open.part, open.text)
  }

  private mutating func add(_ part: DefinitionFacts.Part, _ text: DefinitionCut.PartText) {
    cut.facts.parts.append(part)
    guard keepsTexts else { return }
    cut.rest.append(.definition(cut.texts.count))
    cut.texts.append(text)
  }

  private mutating func takeClass(_ group: [PythonLine]) {
    let line = group[0]
    guard let end = line.headerEnd else {
      fail("has a class that is not understood in line \(line.number)")
      return
    }
    let header = PythonClassHeader(line.part(0..<end), libraryNames: libraryNames)
    var known = header.facts
    for decorator in decorators where !PythonDecorator.isPure(decorator) { known.isRegistered = true }
    cut.facts.classes.append(known)
    useInRest(decoratorTexts + header.computed + group.dropFirst())
    for decorator in decorators { addRest(decorator) }
    addRest(line.part(0..<end))
    decorators = []
    decoratorTexts = []
    scopes.append(Scope(name: known.name, column: line.column))
    if end < line.lexemes.count {
      takeStatement([line.part(end..<line.lexemes.count)])
      scopes.removeLast()
    }
  }
}

// MARK: - Other statements

extension PythonCutter {
  private mutating func takeStatement(_ group: [PythonLine]) {
    let line = group[0]
    if line.lexemes.count == 1, line.begins(with: "pass") { return }
    if let constant = PythonConstant(line), !scopes.isEmpty || !constant.name.hasPrefix("__") {
      takeConstant(constant, line)
      return
    }
    addRest(line)
    for statement in line.statements {
      switch statement.lexemes.first?.name {
      case "import", "from": takeImport(statement)
      case "__all__" where scopes.isEmpty: takeExports(statement)
      default:
        // A docstring says nothing that runs.
        if statement.lexemes.allSatisfy({ $0.token.isText && !$0.string.isFormatted }) { continue }
        if scopes.isEmpty, let alias = statement.alias {
          var part = DefinitionFacts.Part()
          part.kind = .alias
          part.name = alias.name
          part.line = statement.number
          part.uses.bare = [alias.meaning]
          cut.facts.parts.append(part)
          if keepsTexts { cut.texts.append(DefinitionCut.PartText()) }
        } else {
          useInRest([statement.withoutTarget])
        }
      }
    }
    useInRest(Array(group.dropFirst()))
  }

  private mutating func takeConstant(_ constant: PythonConstant, _ line: PythonLine) {
    var part = DefinitionFacts.Part()
    part.kind = .constant
    part.name = constant.name
    part.owner = scopes.last?.name
    part.line = line.number
    PythonUses(bytes, isInClass: !scopes.isEmpty).read(constant.value, into: &part.uses, &cut.facts)
    var text = DefinitionCut.PartText()
    if keepsTexts {
      text.path = path(part.name)
      text.body = constant.value.canonical(bytes)
      text.range = line.lexemes[0].token.range
      text.bodyRange = constant.value.range
    }
    add(part, text)
  }

  private mutating func takeImport(_ line: PythonLine) {
    let isLibrary = line.lexemes.count > 1 && PythonLibrary.modules.contains(line.lexemes[1].name)
    for (name, alias) in line.importedNames {
      cut.facts.imported.insert(name)
      if isLibrary { libraryNames.formUnion([alias ?? name, line.lexemes[1].name]) }
      guard let alias, alias != name else { continue }
      var part = DefinitionFacts.Part()
      part.kind = .alias
      part.name = alias
      part.line = line.number
      part.uses.bare = [name]
      cut.facts.parts.append(part)
      if keepsTexts { cut.texts.append(DefinitionCut.PartText()) }
    }
    if line.begins(with: "from"), line.lexemes.last?.isMark("*") == true { cut.facts.imported.insert("*") }
    if line.lexemes.contains(where: { $0.name == "doctest" }) { rest.reflection.insert(.anything) }
  }

  private mutating func takeExports(_ line: PythonLine) {
    var others = line
    others.lexemes = line.lexemes.dropFirst().filter { !$0.token.isText }
    for lexeme in line.lexemes where lexeme.token.isText {
      cut.facts.imported.insert(
        String(decoding: UnsafeBufferPointer(rebasing: bytes[lexeme.string.content]), as: UTF8.self))
    }
    useInRest([others])
  }
}
