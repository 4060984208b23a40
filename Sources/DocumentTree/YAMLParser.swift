private import CYAML

/// Sole owner of one libyaml parser; yields its events as values.
struct YAMLParser: ~Copyable {
  // On the heap, since libyaml keeps pointers into it.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let text: UnsafeBufferPointer<UInt8>

  /// A parser of `text`, which must outlive it.
  init(_ text: UnsafeBufferPointer<UInt8>) throws(DocumentError) {
    self.text = text
    parser = .allocate(capacity: 1)
    // Before anything can go wrong, so that `deinit` always finds a valid value.
    parser.initialize(to: yaml_parser_t())
    guard yaml_parser_initialize(parser) == 1 else {
      throw DocumentError("not enough memory to read the text", at: SourcePosition(line: 1, column: 1))
    }
    yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deinitialize(count: 1)
    parser.deallocate()
  }

  /// The next event, `nil` after the last.
  borrowing func next() throws(DocumentError) -> YAMLEvent? {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw problem() }
    defer { yaml_event_delete(&event) }
    if event.type == YAML_NO_EVENT || event.type == YAML_STREAM_END_EVENT { return nil }
    return YAMLEvent(
      content: Self.content(of: event), anchor: Self.anchor(of: event), start: Self.position(event.start_mark),
      end: Self.position(event.end_mark))
  }

  private static func content(of event: yaml_event_t) -> YAMLEvent.Content {
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: .documentStart
    case YAML_DOCUMENT_END_EVENT: .documentEnd
    case YAML_ALIAS_EVENT: .alias(string(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT: .scalar(scalar(event))
    case YAML_SEQUENCE_START_EVENT: .sequenceStart
    case YAML_SEQUENCE_END_EVENT: .sequenceEnd
    case YAML_MAPPING_START_EVENT: .mappingStart
    case YAML_MAPPING_END_EVENT: .mappingEnd
    default: .other
    }
  }

  private static func scalar(_ event: yaml_event_t) -> DocumentNode.Content {
    let scalar = event.data.scalar
    let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
    if let tag = string(scalar.tag) {
      if tag == "!" || tag == "tag:yaml.org,2002:str" { return .string(text) }
      let resolved = ["int", "float", "bool", "null"]
      if resolved.contains(where: { tag == "tag:yaml.org,2002:\($0)" }) { return .plain(text) }
    }
    return scalar.style == YAML_PLAIN_SCALAR_STYLE ? .plain(text) : .string(text)
  }

  private static func anchor(of event: yaml_event_t) -> String? {
    switch event.type {
    case YAML_SCALAR_EVENT: string(event.data.scalar.anchor)
    case YAML_SEQUENCE_START_EVENT: string(event.data.sequence_start.anchor)
    case YAML_MAPPING_START_EVENT: string(event.data.mapping_start.anchor)
    default: nil
    }
  }

  private static func string(_ bytes: UnsafePointer<yaml_char_t>?) -> String? {
    bytes.map { String(cString: $0) }
  }

  private static func position(_ mark: yaml_mark_t) -> SourcePosition {
    SourcePosition(line: mark.line + 1, column: mark.column + 1)
  }

  // MARK: - Errors

  /// What libyaml found wrong.
  private borrowing func problem() -> DocumentError {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "the text cannot be read"
    switch parser.pointee.error {
    case YAML_MEMORY_ERROR:
      return DocumentError("not enough memory to read the text", at: Self.position(parser.pointee.mark))
    case YAML_READER_ERROR:
      return DocumentError(problem, at: position(ofByte: parser.pointee.problem_offset))
    default:
      let position = within(Self.position(parser.pointee.problem_mark))
      if byte(at: parser.pointee.problem_mark) == UInt8(ascii: "\t") {
        return DocumentError("a tab cannot indent; use spaces", at: position)
      }
      guard let context = parser.pointee.context.map({ String(cString: $0) }) else {
        return DocumentError(problem, at: position)
      }
      let line = parser.pointee.context_mark.line + 1
      return DocumentError("\(problem) \(context)\(line == position.line ? "" : " (line \(line))")", at: position)
    }
  }

  /// The byte at `mark`, `nil` where the text has none or is not ASCII up to there on its line.
  private borrowing func byte(at mark: yaml_mark_t) -> UInt8? {
    var offset = 0
    for _ in 0..<mark.line {
      guard let newline = text[offset...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      offset = newline + 1
    }
    guard offset + mark.column < text.count else { return nil }
    return text[offset...(offset + mark.column)].allSatisfy { $0 < 0x80 } ? text[offset + mark.column] : nil
  }

  /// `position`, or the end of what is written where it lies behind that: libyaml puts the end of the text on a line of its
  /// own.
  private borrowing func within(_ position: SourcePosition) -> SourcePosition {
    let written = text.lastIndex { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }.map { $0 + 1 } ?? 0
    let end = self.position(ofByte: written)
    return position.line > end.line ? end : position
  }

  /// The line and column of the byte at `offset`; libyaml gives no mark for bytes that are no text.
  private borrowing func position(ofByte offset: Int) -> SourcePosition {
    let before = text.prefix(offset)
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    // Bytes that begin a scalar; those that continue one are 10xxxxxx.
    let column = before[lineStart...].count { $0 & 0xc0 != 0x80 } + 1
    return SourcePosition(line: line, column: column)
  }
}
