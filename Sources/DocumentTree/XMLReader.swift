package import GateModel

/// Reads the XML that tools write: elements, attributes, text, CDATA. No namespaces, no entities but the five predefined ones
/// and character references (XML 1.0, sections 2 and 4). A document type is passed over where it only names a DTD; one that
/// declares anything is not read.
package struct XMLReader {
  /// What comes next in a text.
  package enum Event: Equatable, Sendable {
    case start(String, [String: String])
    case end(String)
    case text(String)
  }

  private let bytes: [UInt8]
  private var position = 0
  private var open: [String] = []
  /// The end that follows at once: `<a/>` is a start and an end.
  private var pendingEnd: String?

  /// A reader at the start of `bytes`.
  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next event, `nil` at the end.
  ///
  /// - Throws: `CheckError` if the text is no well-formed XML of this kind.
  package mutating func next() throws(CheckError) -> Event? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name)
    }
    while position < bytes.count {
      if bytes[position] != UInt8(ascii: "<") {
        let start = position
        position = bytes[position...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        return .text(try decoded(bytes[start..<position]))
      }
      if starts(with: "<![CDATA[") { return .text(String(decoding: try skip(past: "]]>", from: 9), as: UTF8.self)) }
      if starts(with: "<!--") {
        _ = try skip(past: "-->", from: 4)
      } else if starts(with: "<?") {
        _ = try skip(past: "?>", from: 2)
      } else if starts(with: "<!DOCTYPE") {
        let type = try skip(past: ">", from: 9)
        if type.contains(UInt8(ascii: "[")) { throw failure("a document type that declares something is not read") }
      } else if starts(with: "<!") {
        throw failure("a declaration is not read")
      } else if starts(with: "</") {
        let name = String(decoding: try skip(past: ">", from: 2), as: UTF8.self).filter { !$0.isWhitespace }
        guard open.popLast() == name else { throw failure("the tag </\(name)> does not match") }
        return .end(name)
      } else {
        return try startTag()
      }
    }
    if let name = open.last { throw failure("the element <\(name)> does not end") }
    return nil
  }

  private mutating func startTag() throws(CheckError) -> Event {
    position += 1
    let name = word()
    guard !name.isEmpty else { throw failure("a tag has no name") }
    guard open.count < 200 else { throw failure("elements are nested too deeply") }
    var attributes: [String: String] = [:]
    while true {
      skipSpace()
      guard position < bytes.count else { throw failure("the tag <\(name)> does not end") }
      if starts(with: "/>") {
        position += 2
        pendingEnd = name
        return .start(name, attributes)
      }
      if bytes[position] == UInt8(ascii: ">") {
        position += 1
        open.append(name)
        return .start(name, attributes)
      }
      let key = word()
      skipSpace()
      guard !key.isEmpty, position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
        throw failure("an attribute of <\(name)> has no value")
      }
      position += 1
      skipSpace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'") else {
        throw failure("the attribute \(key) is not quoted")
      }
      let start = position + 1
      guard let end = bytes[start...].firstIndex(of: bytes[position]) else {
        throw failure("the attribute \(key) does not end")
      }
      attributes[key] = try decoded(bytes[start..<end])
      position = end + 1
    }
  }

  private mutating func word() -> String {
    let start = position
    while position < bytes.count, bytes[position] > 0x20, !"=/>\"'<".utf8.contains(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
  }

  private func starts(with text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  private mutating func skip(past end: String, from offset: Int) throws(CheckError) -> ArraySlice<UInt8> {
    let start = min(position + offset, bytes.count)
    guard let found = bytes[start...].firstRange(of: Array(end.utf8)) else { throw failure("\(end) is missing") }
    position = found.upperBound
    return bytes[start..<found.lowerBound]
  }

  private func decoded(_ raw: ArraySlice<UInt8>) throws(CheckError) -> String {
    guard raw.contains(UInt8(ascii: "&")) else { return String(decoding: raw, as: UTF8.self) }
    var text = ""
    var rest = raw
    while let ampersand = rest.firstIndex(of: UInt8(ascii: "&")) {
      text += String(decoding: rest[..<ampersand], as: UTF8.self)
      guard let end = rest[ampersand...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
        throw failure("an entity does not end")
      }
      text.unicodeScalars.append(try entity(String(decoding: rest[(ampersand + 1)..<end], as: UTF8.self)))
      rest = rest[(end + 1)...]
    }
    return text + String(decoding: rest, as: UTF8.self)
  }

  private func entity(_ name: String) throws(CheckError) -> Unicode.Scalar {
    switch name {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let number =
        name.hasPrefix("#x")
        ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
      guard let number, let scalar = Unicode.Scalar(number) else { throw failure("the entity &\(name); is unknown") }
      return scalar
    }
  }

  private func failure(_ message: String) -> CheckError {
    CheckError("its output is not the XML that was asked for: \(message)")
  }
}
