/// What the text of one file says of its definitions and of the names that each of them uses: a function of its bytes and its
/// language alone.
///
/// A name is looked up without its place, so what is told apart here are names: whoever uses a name may run all that bears it.
package struct DefinitionFacts: Hashable, Sendable {
  /// What runs when the file is loaded, then each definition in the order of the text.
  package var parts: [Part] = [Part()]
  package var classes: [Class] = []
  /// Names that imports take from other files, and those that the file says it exports: they are missed where they are gone,
  /// and are no use of what they mean.
  package var imported: Set<String> = []
  /// The last components of the paths of source files that texts name: these are read as data, too.
  package var sourceFiles: Set<String> = []
  /// Whether classes are found by asking a class for those that derive from it.
  package var findsSubclasses = false
  /// Why definitions cannot be told apart, `nil` where they can: the rest of a sentence that begins with the path.
  package var fault: String?

  package init() {}

  /// A part of a text that runs by itself.
  package struct Part: Hashable, Sendable {
    package var kind = Kind.rest
    /// Empty for the rest.
    package var name = ""
    /// The class that it is a member of, by the bare name; `nil` for others.
    package var owner: String?
    /// Counted from 1.
    package var line = 1
    /// What it is registered with, so that it may run without being named: decorators that are not known to only wrap it.
    package var decorators: Set<String> = []
    /// Whether it only wraps a function that it is given, and registers nothing.
    package var isWrapper = false
    /// Whether setting or deleting an attribute runs it.
    package var isSetter = false
    package var uses = NameUses()

    package init() {}

    /// The name with that of its class.
    package var fullName: String { owner.map { "\($0).\(name)" } ?? name }
  }

  package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    /// All that runs when the file is loaded.
    case rest
    case function
    /// A name that stands for a plain value.
    case constant
    /// Another name for something: who uses it uses that.
    case alias
  }

  /// A class by its bare name, wherever it stands in the file.
  package struct Class: Hashable, Sendable {
    package var name: String
    /// The bare names of the classes that it derives from.
    package var bases: Set<String> = []
    /// Whether it derives from what cannot be told.
    package var hasUnknownBase = false
    /// Whether something is told of it when it is made, so that it may be used without being named.
    package var isRegistered = false

    package init(_ name: String) { self.name = name }
  }
}

/// The names that a part of a text uses.
package struct NameUses: Hashable, Sendable {
  /// As names of their own.
  package var bare: Set<String> = []
  /// As attributes of something; texts that may name an attribute among them.
  package var attributes: Set<String> = []
  /// Beginnings of attributes whose names are put together.
  package var prefixes: Set<String> = []
  package var reflection: Reflection = []

  package init() {}

  /// How a part finds what it does not name.
  package struct Reflection: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It may use any name.
    package static let anything = Reflection(rawValue: 1)
    /// It may use any member of its class and of those that this derives from or that derive from this.
    package static let members = Reflection(rawValue: 2)
    /// It may use all that its file defines or imports.
    package static let file = Reflection(rawValue: 4)
    /// It sets or deletes attributes by names that are computed.
    package static let setters = Reflection(rawValue: 8)
    /// It asks which names there are.
    package static let lists = Reflection(rawValue: 16)
  }
}

extension NameUses {
  /// Adds what another part uses.
  mutating func add(_ other: NameUses) {
    bare.formUnion(other.bare)
    attributes.formUnion(other.attributes)
    prefixes.formUnion(other.prefixes)
    reflection.formUnion(other.reflection)
  }
}
