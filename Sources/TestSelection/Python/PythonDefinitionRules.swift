import GateModel

/// What Python, its library and pytest run without being asked by name.
struct PythonDefinitionRules: DefinitionRules {
  /// pytest looks for tests and fixtures in what it loads.
  func runsEntirely(_ path: RepositoryPath) -> Bool { path.name.elementsEqual("conftest.py".utf8) }

  /// What follows the colon of `package.module:object`.
  func uses(inConfiguration bytes: [UInt8]) -> NameUses {
    var uses = NameUses()
    for (place, byte) in bytes.enumerated()
    where byte == UInt8(ascii: ":") && place > 0 && PythonLexer.isWord(bytes[place - 1]) {
      let object = bytes[(place + 1)...].prefix { PythonLexer.isWord($0) || $0 == UInt8(ascii: ".") }
      for word in object.split(separator: UInt8(ascii: ".")) {
        uses.bare.insert(String(decoding: word, as: UTF8.self))
        uses.attributes.insert(String(decoding: word, as: UTF8.self))
      }
    }
    return uses
  }

  func runsWithFile(_ name: String, isMember: Bool) -> Bool {
    // Hooks of pytest, and `__getattr__` and the like of a module.
    isMember ? PythonNames.classMethods.contains(name) : name.hasPrefix("pytest_") || Self.isSpecial(name)
  }

  func runsWithClass(_ name: String) -> Bool { Self.isSpecial(name) || PythonNames.protocolMethods.contains(name) }

  func isQuietBase(_ name: String) -> Bool { PythonNames.quietBases.contains(name) }

  private static func isSpecial(_ name: String) -> Bool { name.hasPrefix("__") && name.hasSuffix("__") }
}

extension PythonStack {
  package func definitions(in bytes: [UInt8], at path: RepositoryPath, comparing: Bool) -> DefinitionCut? {
    guard path.nameExtension == "py" else { return nil }
    guard !bytes.contains(0), PythonEncoding.unknown(of: bytes) == nil else {
      var facts = DefinitionFacts()
      facts.fault = "is no text that is read"
      return DefinitionCut(facts: facts)
    }
    return PythonCutter.cut(bytes, keepsTexts: comparing)
  }

  package var definitionRules: (any DefinitionRules)? { PythonDefinitionRules() }
}
