/// Reads which names a line of Python uses.
struct PythonUses {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let isInClass: Bool
  /// The function's own names, which are no uses of what others call so.
  private var ownNames: Set<String> = []
  private var values = PythonBindings()
  private var isInFunction = false

  /// A text longer than this names nothing.
  private static let textLimit = 512

  /// For what runs when the file is loaded.
  init(_ bytes: UnsafeBufferPointer<UInt8>, isInClass: Bool) {
    self.bytes = bytes
    self.isInClass = isInClass
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, in function: PythonFunction) {
    self.bytes = bytes
    isInClass = function.part.owner != nil
    isInFunction = true
    ownNames = function.ownNames
    values = PythonBindings(function)
  }

  func read(_ line: PythonLine, into uses: inout NameUses, _ facts: inout DefinitionFacts) {
    if line.begins(with: "import") || line.begins(with: "from") {
      for (name, alias) in line.importedNames where alias != nil { uses.bare.insert(name) }
      for (name, _) in line.importedNames { facts.imported.insert(name) }
      if line.lexemes.contains(where: { $0.name == "doctest" }) { uses.reflection.insert(.anything) }
      return
    }
    // A docstring.
    if !line.isEmbedded, line.lexemes.allSatisfy({ $0.token.isText && !$0.string.isFormatted }) { return }
    let isPattern = line.begins(with: "case")
    var depth = 0
    for (place, lexeme) in line.lexemes.enumerated() {
      switch lexeme.token.kind {
      case .mark(UInt8(ascii: "(")), .mark(UInt8(ascii: "[")), .mark(UInt8(ascii: "{")): depth += 1
      case .mark(UInt8(ascii: ")")), .mark(UInt8(ascii: "]")), .mark(UInt8(ascii: "}")): depth -= 1
      case .text: readText(lexeme.string, into: &uses, &facts)
      case .name:
        if PythonNames.keywords.contains(lexeme.name) { continue }
        let isAttribute = place > 0 && line.lexemes[place - 1].isMark(".")
        // `f(name=value)` gives a value to a parameter; in a pattern an attribute is read.
        let isArgument = depth > 0 && !isAttribute && line.isEquals(place + 1)
        if isArgument, isPattern { uses.attributes.insert(lexeme.name) }
        if isArgument { continue }
        add(lexeme.name, isAttribute, into: &uses)
        readReflection(line, place, isAttribute, into: &uses, &facts)
      case .mark, .number, .newline, .end: continue
      }
    }
  }

  private func add(_ name: String, _ isAttribute: Bool, into uses: inout NameUses) {
    if !isAttribute {
      if !ownNames.contains(name) { uses.bare.insert(name) }
      return
    }
    uses.attributes.insert(name)
    // `_Class__name` is how others write the `__name` of a class.
    if name.hasPrefix("_"), !name.hasPrefix("__"), let place = name.firstRange(of: "__") {
      uses.attributes.insert(String(name[place.lowerBound...]))
    }
  }

  /// Words of a text that may be names: all in one without blanks or with code, else those in the fields of a format.
  private func readText(_ string: PythonString, into uses: inout NameUses, _ facts: inout DefinitionFacts) {
    let content = bytes[string.content]
    let isLong = content.count > Self.textLimit
    let hasBlanks = isLong || content.contains { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    let text = hasBlanks ? String(decoding: UnsafeBufferPointer(rebasing: content), as: UTF8.self) : ""
    let isCode = hasBlanks && (text.contains("import") || text.contains("def ") || text.contains("lambda"))
    if isLong, !isCode { return }
    var depth = 0
    var start: Int?
    for place in content.indices {
      let byte = content[place]
      if PythonLexer.isWord(byte) {
        if start == nil { start = place }
        continue
      }
      // The fields of a formatted string are expressions, which are read as such.
      let counts = string.isFormatted ? depth == 0 && (!hasBlanks || isCode) : !hasBlanks || isCode || depth > 0
      if let begin = start, counts { addWord(begin..<place, into: &uses) }
      start = nil
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth = max(0, depth - 1) }
    }
    if let begin = start, !hasBlanks || isCode { addWord(begin..<content.endIndex, into: &uses) }
    if !isLong, content.suffix(3).elementsEqual(".py".utf8) {
      let name = content.lastIndex(of: UInt8(ascii: "/")).map { content[($0 + 1)...] } ?? content
      facts.sourceFiles.insert(String(decoding: UnsafeBufferPointer(rebasing: name), as: UTF8.self))
    }
  }

  private func addWord(_ range: Range<Int>, into uses: inout NameUses) {
    if bytes[range.lowerBound] < UInt8(ascii: "A") { return }
    let word = String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    uses.bare.insert(word)
    uses.attributes.insert(word)
  }
}

// MARK: - What is found without a name

extension PythonUses {
  private func readReflection(
    _ line: PythonLine, _ place: Int, _ isAttribute: Bool, into uses: inout NameUses, _ facts: inout DefinitionFacts
  ) {
    let name = line.lexemes[place].name
    switch name {
    case "getattr", "hasattr", "getattr_static": readAccess(line, place, isAttribute, into: &uses)
    case "setattr", "delattr":
      if line.literal(line.call(place)?.dropFirst().first) == nil { uses.reflection.insert(.setters) }
    case "attrgetter", "methodcaller":
      if line.literal(line.call(place)?.first) == nil { uses.reflection.insert(.anything) }
    case "__dict__", "__getattribute__":
      if isAttribute, !line.isOwn(before: place) { uses.reflection.insert(.anything) }
    case "vars": readMembers(line, place, listsSelf: false, into: &uses)
    case "getmembers", "getmembers_static": readMembers(line, place, listsSelf: true, into: &uses)
    case "globals" where !isAttribute: uses.reflection.insert(.file)
    case "locals" where !isAttribute && !isInFunction: uses.reflection.insert(isInClass ? .anything : .file)
    case "eval", "exec":
      if !isAttribute, line.isBracket(place + 1) { uses.reflection.insert(.anything) }
    case "execfile", "getsource", "getsourcelines", "getsourcefile", "findsource", "doctest", "Unpickler":
      uses.reflection.insert(.anything)
    case "type":
      // A class that is made of others.
      if !isAttribute, let arguments = line.call(place), arguments.count > 1 { uses.reflection.insert(.anything) }
    case "new_class", "make_dataclass": uses.reflection.insert(.anything)
    case "dir":
      if !isAttribute { uses.reflection.insert(.lists) }
    case "__subclasses__", "__init_subclass__": facts.findsSubclasses = true
    default: break
    }
  }

  /// `getattr(object, name)`
  private func readAccess(_ line: PythonLine, _ place: Int, _ isAttribute: Bool, into uses: inout NameUses) {
    guard let arguments = line.call(place), arguments.count > 1 else {
      uses.reflection.insert(.anything)
      return
    }
    let (object, name) = (arguments[0], arguments[1])
    if line.literal(name) != nil { return }
    if let prefix = name.literalPrefix(bytes) {
      uses.prefixes.insert(prefix)
      return
    }
    if name.lexemes.count == 1, values.namesLiterals(name.lexemes[0].name) { return }
    if object.lexemes.count == 1, values.isBuiltin(object.lexemes[0].name) { return }
    if object.isOwnModule {
      uses.reflection.insert(.file)
    } else if isInClass, isInFunction, object.isInstance {
      uses.reflection.insert(.members)
    } else {
      uses.reflection.insert(.anything)
    }
  }

  /// `vars(object)` and `getmembers(object)`
  ///
  /// - Parameter listsSelf: whether an instance's methods are among what it finds.
  private func readMembers(_ line: PythonLine, _ place: Int, listsSelf: Bool, into uses: inout NameUses) {
    guard let arguments = line.call(place) else {
      uses.reflection.insert(.anything)
      return
    }
    if arguments.isEmpty {
      // What the function calls by names of its own, or all that the file does.
      if !isInFunction { uses.reflection.insert(.file) }
    } else if arguments[0].isOwnModule {
      uses.reflection.insert(.file)
    } else if arguments[0].lexemes.count == 1, arguments[0].lexemes[0].name == "self", isInClass, isInFunction {
      if listsSelf { uses.reflection.insert(.members) }
    } else {
      uses.reflection.insert(.anything)
    }
  }
}

extension PythonLine {
  /// Whether `=` stands there, and not `==`.
  func isEquals(_ place: Int) -> Bool {
    guard place < lexemes.count, lexemes[place].isMark("=") else { return false }
    return place + 1 >= lexemes.count || !lexemes[place + 1].isMark("=")
  }

  func isBracket(_ place: Int) -> Bool { place < lexemes.count && lexemes[place].isMark("(") }

  /// The arguments of what is called by the name at `place`; `nil` where it is not called.
  func call(_ place: Int) -> [PythonLine]? {
    guard isBracket(place + 1), let close = closing(place + 1) else { return nil }
    return arguments(from: place + 2, to: close)
  }

  /// The one text that an argument is.
  func literal(_ argument: PythonLine?) -> PythonString? {
    guard let argument, argument.lexemes.count == 1, argument.lexemes[0].token.isText,
      !argument.lexemes[0].string.isFormatted
    else { return nil }
    return argument.lexemes[0].string
  }

  /// Whether the attribute at `place` is one of `self`.
  func isOwn(before place: Int) -> Bool {
    place >= 2 && lexemes[place - 2].name == "self" && (place < 3 || !lexemes[place - 3].isMark("."))
  }

  /// `sys.modules[__name__]`
  var isOwnModule: Bool {
    lexemes.count >= 4 && lexemes[lexemes.count - 4].name == "modules" && lexemes[lexemes.count - 3].isMark("[")
      && lexemes[lexemes.count - 2].name == "__name__" && lexemes[lexemes.count - 1].isMark("]")
  }

  /// `self`, `cls` and `super()`
  var isInstance: Bool {
    lexemes.count == 1 && ["self", "cls"].contains(lexemes[0].name)
      || lexemes.count == 3 && lexemes[0].name == "super" && lexemes[1].isMark("(")
  }

  /// The literal beginning of a text that is put together: `"visit_" + name`, `"visit_%s" % name`, `"visit_{}".format(name)`,
  /// `f"visit_{name}"`; `nil` where there is none.
  func literalPrefix(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard let first = lexemes.first, first.token.isText else { return nil }
    var end = first.string.content.upperBound
    let content = bytes[first.string.content]
    if first.string.isFormatted {
      end = first.string.fields.map(\.lowerBound).min() ?? end
    } else if lexemes.count > 1, lexemes[1].isMark("%") {
      end = content.firstIndex(of: UInt8(ascii: "%")) ?? end
    } else if lexemes.count > 2, lexemes[1].isMark("."), lexemes[2].name == "format" {
      end = content.firstIndex(of: UInt8(ascii: "{")) ?? end
    } else if lexemes.count < 2 || !lexemes[1].isMark("+") {
      return nil
    }
    let prefix = bytes[first.string.content.lowerBound..<end]
    guard !prefix.isEmpty, prefix.allSatisfy(PythonLexer.isWord) else { return nil }
    return String(decoding: UnsafeBufferPointer(rebasing: prefix), as: UTF8.self)
  }
}
