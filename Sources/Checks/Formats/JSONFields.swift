import DocumentTree
import GateModel

extension DocumentNode {
  /// The member called `name`, the last one where there are several.
  subscript(name: String) -> DocumentNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.last { $0.key.text == name }?.value
  }

  /// The text of a string.
  var text: String? {
    if case .string(let text) = content { text } else { nil }
  }

  /// A whole number, or the whole part of another.
  var integer: Int? {
    guard case .plain(let text) = content else { return nil }
    return Int(text) ?? Double(text).flatMap { Int(exactly: $0.rounded(.down)) }
  }

  /// A string or number as text, as for rule names that may be either.
  var label: String? {
    switch content {
    case .string(let text): text
    case .plain(let text) where text != "null": text
    default: nil
    }
  }

  /// The elements of a list, none for anything else.
  var elements: [DocumentNode] {
    if case .sequence(let elements) = content { elements } else { [] }
  }
}

/// The JSON document that a tool printed.
enum JSONOutput {
  /// Parses `bytes`; `nil` for an empty output.
  ///
  /// - Throws: `CheckError` if it is no JSON, e.g. because something else was printed as well or it was cut off.
  static func parse(_ bytes: [UInt8]) throws(CheckError) -> DocumentNode? {
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0d).contains(byte) }
    if bytes.allSatisfy(isSpace) { return nil }
    do throws(DocumentError) {
      return try JSONDocument.parse(bytes)
    } catch {
      throw CheckError(
        "its output is not the JSON that was asked for (line \(error.position.line): \(error.message))")
    }
  }
}
