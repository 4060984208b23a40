import GateModel

/// Writes facts as the bytes that an archive keeps. A text that stands in many places is written once.
struct ReferenceWriter {
  private(set) var bytes: [UInt8] = []
  private(set) var texts: [String] = []
  private var numbers: [String: Int] = [:]

  mutating func append(byte: UInt8) { bytes.append(byte) }

  /// Seven bits a byte, the lowest first, the eighth bit set in all but the last (LEB128).
  mutating func append(_ number: Int) {
    var number = UInt32(clamping: number)
    while number >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: number) | 0x80)
      number >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: number))
  }

  mutating func append(_ text: String) {
    if let number = numbers[text] { return append(number) }
    numbers[text] = texts.count
    append(texts.count)
    texts.append(text)
  }

  mutating func append(_ text: String?) {
    append(text == nil ? 0 : 1)
    if let text { append(text) }
  }

  mutating func append<Element>(_ list: [Element], _ body: (Element, inout ReferenceWriter) -> Void) {
    append(list.count)
    for element in list { body(element, &self) }
  }

  mutating func append(_ range: SourceRange) {
    append(range.line)
    append(range.column ?? 0)
    append((range.endLine ?? range.line) - range.line)
    append(range.endColumn ?? 0)
  }

  mutating func append(_ value: FlagValue?) {
    switch value {
    case .boolean(let value): append(value ? 2 : 1)
    case .number(let value):
      append(3)
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    case .string(let text):
      append(4)
      append(text)
    case nil, .null, .list, .object: append(0)
    }
  }

  mutating func append(_ key: ReferenceFacts.Key) {
    switch key {
    case .literal(let text):
      append(0)
      append(text)
    case .name(let parts):
      append(1)
      append(parts) { $1.append($0) }
    case .computed(let shown, let beginning, let ending):
      append(2)
      append(shown)
      append(beginning)
      append(ending)
    }
  }

  mutating func append(_ client: FlagClient?, _ type: FlagValueType?) {
    append((client.flatMap { FlagClient.allCases.firstIndex(of: $0) } ?? -1) + 1)
    append((type.flatMap { FlagValueType.allCases.firstIndex(of: $0) } ?? -1) + 1)
  }

  mutating func append(_ facts: ReferenceFacts) {
    append(facts.isAboutFlags ? 1 : 0)
    append(facts.calls) { call, writer in
      writer.append(FlagReference.Kind.allCases.firstIndex(of: call.kind) ?? 0)
      writer.append(call.name)
      writer.append(call.client, call.type)
      writer.append(call.key)
      writer.append(call.range)
      writer.append(call.codeDefault)
      writer.append(call.isGuess ? 1 : 0)
    }
    append(facts.openCalls) { call, writer in
      writer.append(call.name)
      writer.append(call.qualifier)
      writer.append(call.arguments) { argument, writer in
        writer.append(argument.place)
        writer.append(argument.label)
        writer.append(argument.key)
        writer.append(argument.range)
      }
      writer.append(call.codeDefault)
    }
    append(facts.constants) { constant, writer in
      writer.append(constant.container)
      writer.append(constant.name)
      writer.append(constant.value)
      writer.append(constant.range)
    }
    append(facts.wrappers) { wrapper, writer in
      writer.append(wrapper.name)
      writer.append(wrapper.place)
      writer.append(wrapper.label)
      writer.append(wrapper.client, wrapper.type)
      writer.append(wrapper.codeDefault)
    }
    append(facts.mentions) { mention, writer in
      writer.append(mention.key)
      writer.append(mention.alias)
      writer.append(Int(mention.place.rawValue))
      writer.append(mention.range)
    }
  }
}

/// Reads what ``ReferenceWriter`` wrote. What is not of that form makes ``isSound`` false and gives something harmless.
struct ReferenceDecoder {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let texts: [String]
  private var offset: Int
  private(set) var isSound = true

  /// - Parameter bytes: must outlive the decoder.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from offset: Int, texts: [String]) {
    self.bytes = bytes
    self.texts = texts
    self.offset = offset
  }

  mutating func number() -> Int {
    var number = 0
    var shift = 0
    while offset < bytes.count, shift < 35 {
      let byte = bytes[offset]
      offset &+= 1
      number |= Int(byte & 0x7F) &<< shift
      if byte & 0x80 == 0 { return number }
      shift += 7
    }
    isSound = false
    return 0
  }

  mutating func text() -> String {
    let number = number()
    if number < texts.count { return texts[number] }
    isSound = false
    return ""
  }

  private mutating func optionalText() -> String? { number() == 0 ? nil : text() }

  mutating func list<Element>(_ body: (inout ReferenceDecoder) -> Element) -> [Element] {
    let count = number()
    // Each element takes a byte at least.
    guard isSound, count <= bytes.count - offset else {
      isSound = false
      return []
    }
    var list: [Element] = []
    list.reserveCapacity(count)
    for _ in 0..<count {
      list.append(body(&self))
      if !isSound { return [] }
    }
    return list
  }

  private mutating func range() -> SourceRange {
    let (line, column, lines, endColumn) = (number(), number(), number(), number())
    return SourceRange(line: line, column: column, endLine: line + lines, endColumn: endColumn)
  }

  private mutating func value() -> FlagValue? {
    switch number() {
    case 1: return .boolean(false)
    case 2: return .boolean(true)
    case 3:
      guard bytes.count - offset >= 8 else {
        isSound = false
        return nil
      }
      var bits: UInt64 = 0
      for place in 0..<8 { bits |= UInt64(bytes[offset + place]) << UInt64(8 * place) }
      offset += 8
      return .number(Double(bitPattern: bits))
    case 4: return .string(text())
    default: return nil
    }
  }

  private mutating func key() -> ReferenceFacts.Key {
    switch number() {
    case 0: .literal(text())
    case 1: .name(list { $0.text() })
    default: .computed(text(), beginning: text(), ending: text())
    }
  }

  private mutating func choice<Choice>(_ all: [Choice]) -> Choice? {
    let number = number()
    return number > 0 && number <= all.count ? all[number - 1] : nil
  }

  private static let kinds = FlagReference.Kind.allCases
  private static let clients = FlagClient.allCases
  private static let types = FlagValueType.allCases
  private static let places = ReferenceFacts.Mention.Place.allCases

  mutating func facts() -> ReferenceFacts {
    var facts = ReferenceFacts()
    facts.isAboutFlags = number() != 0
    facts.calls = list { reader in
      let kind = Self.kinds[min(reader.number(), Self.kinds.count - 1)]
      let name = reader.text()
      let (client, type) = (reader.choice(Self.clients), reader.choice(Self.types))
      let (key, range) = (reader.key(), reader.range())
      return .init(
        kind: kind, name: name, client: client, type: type, key: key, range: range, codeDefault: reader.value(),
        isGuess: reader.number() != 0)
    }
    facts.openCalls = list { reader in
      let (name, qualifier) = (reader.text(), reader.optionalText())
      let arguments = reader.list { reader in
        ReferenceFacts.OpenCall.Argument(
          place: reader.number(), label: reader.optionalText(), key: reader.key(), range: reader.range())
      }
      return .init(name: name, qualifier: qualifier, arguments: arguments, codeDefault: reader.value())
    }
    facts.constants = list { reader in
      .init(container: reader.optionalText(), name: reader.text(), value: reader.text(), range: reader.range())
    }
    facts.wrappers = list { reader in
      let (name, place, label) = (reader.text(), reader.number(), reader.text())
      let (client, type) = (reader.choice(Self.clients), reader.choice(Self.types))
      return .init(
        name: name, place: place, label: label, client: client, type: type, codeDefault: reader.value())
    }
    facts.mentions = list { reader in
      let (key, alias, place) = (reader.text(), reader.optionalText(), reader.number())
      return .init(
        key: key, alias: alias, place: Self.places[min(place, Self.places.count - 1)], range: reader.range())
    }
    return facts
  }
}
