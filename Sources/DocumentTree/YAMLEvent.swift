/// One step of libyaml's parser, as a value.
struct YAMLEvent {
  enum Content {
    case documentStart
    case documentEnd
    case alias(String)
    case scalar(DocumentNode.Content)
    case sequenceStart
    case sequenceEnd
    case mappingStart
    case mappingEnd
    /// The beginning and the end of the stream: nothing to build.
    case other
  }

  var content: Content
  /// The name behind `&`, where the node has one.
  var anchor: String?
  var start: SourcePosition
  var end: SourcePosition
}
