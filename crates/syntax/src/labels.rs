//! The closed label sets of the English pipeline: fine tags, coarse parts of speech, dependency
//! relations and entity types. Each set is an enum, so that rules compare bytes and not strings.

/// Declares a label enum with its names as the original pipeline spells them.
macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs, non_camel_case_types, clippy::upper_case_acronyms)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// All labels of the set, in declaration order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The label as the original pipeline spells it.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// The label spelled `text`, if the set has it.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some($name::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

labels! {
    /// Fine-grained part-of-speech tags (Penn Treebank with `OntoNotes` 5 additions).
    Tag {
        Dollar = "$", Quotes = "''", Comma = ",", Lrb = "-LRB-", Rrb = "-RRB-", Period = ".",
        Colon = ":", ADD = "ADD", AFX = "AFX", CC = "CC", CD = "CD", DT = "DT", EX = "EX",
        FW = "FW", HYPH = "HYPH", IN = "IN", JJ = "JJ", JJR = "JJR", JJS = "JJS", LS = "LS",
        MD = "MD", NFP = "NFP", NN = "NN", NNP = "NNP", NNPS = "NNPS", NNS = "NNS", PDT = "PDT",
        POS = "POS", PRP = "PRP", PRPS = "PRP$", RB = "RB", RBR = "RBR", RBS = "RBS", RP = "RP",
        SYM = "SYM", TO = "TO", UH = "UH", VB = "VB", VBD = "VBD", VBG = "VBG", VBN = "VBN",
        VBP = "VBP", VBZ = "VBZ", WDT = "WDT", WP = "WP", WPS = "WP$", WRB = "WRB", XX = "XX",
        SP = "_SP", Backquotes = "``",
    }
}

labels! {
    /// Universal part-of-speech tags.
    Pos {
        ADJ = "ADJ", ADP = "ADP", ADV = "ADV", AUX = "AUX", CONJ = "CONJ", CCONJ = "CCONJ",
        DET = "DET", INTJ = "INTJ", NOUN = "NOUN", NUM = "NUM", PART = "PART", PRON = "PRON",
        PROPN = "PROPN", PUNCT = "PUNCT", SCONJ = "SCONJ", SYM = "SYM", VERB = "VERB", X = "X",
        SPACE = "SPACE", Unset = "",
    }
}

labels! {
    /// Dependency relations (CLEAR style).
    Dep {
        Root = "ROOT", Acl = "acl", Acomp = "acomp", Advcl = "advcl", Advmod = "advmod",
        Agent = "agent", Amod = "amod", Appos = "appos", Attr = "attr", Aux = "aux",
        Auxpass = "auxpass", Case = "case", Cc = "cc", Ccomp = "ccomp", Compound = "compound",
        Conj = "conj", Csubj = "csubj", Csubjpass = "csubjpass", Dative = "dative", Dep = "dep",
        Det = "det", Dobj = "dobj", Expl = "expl", Intj = "intj", Mark = "mark", Meta = "meta",
        Neg = "neg", Nmod = "nmod", Npadvmod = "npadvmod", Nsubj = "nsubj",
        Nsubjpass = "nsubjpass", Nummod = "nummod", Oprd = "oprd", Parataxis = "parataxis",
        Pcomp = "pcomp", Pobj = "pobj", Poss = "poss", Preconj = "preconj", Predet = "predet",
        Prep = "prep", Prt = "prt", Punct = "punct", Quantmod = "quantmod", Relcl = "relcl",
        Xcomp = "xcomp",
    }
}

labels! {
    /// Named-entity types (`OntoNotes` 5). Trust the spans more than the types on bare surnames.
    EntityType {
        CARDINAL = "CARDINAL", DATE = "DATE", EVENT = "EVENT", FAC = "FAC", GPE = "GPE",
        LANGUAGE = "LANGUAGE", LAW = "LAW", LOC = "LOC", MONEY = "MONEY", NORP = "NORP",
        ORDINAL = "ORDINAL", ORG = "ORG", PERCENT = "PERCENT", PERSON = "PERSON",
        PRODUCT = "PRODUCT", QUANTITY = "QUANTITY", TIME = "TIME", WORK_OF_ART = "WORK_OF_ART",
    }
}
