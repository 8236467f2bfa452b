"""Cases for chains of mentions: sentences as trees (see ``trees.make``) and what must hold. All texts are invented.

Checks, with ``S:word`` for the mention at the word ``word`` of sentence ``S`` (``word#2``: its second place; a title is sentence 0):
``1:premier = 0:Mwangi`` one chain; ``!=`` not one chain; ``1:premier -> KEN GOV Joseph Mwangi`` coding and name (``-`` for none);
``1:leaders : Mwangi, Dahl`` members by head word; ``1:forces text ...`` the words shown; ``1:stone none`` no entity.
"""

from __future__ import annotations

MWANGI_MEETS_DAHL = (
    "Kenyan ADJ 3 amod | Prime PROPN 3 compound | Minister PROPN 4 nmod:desc | Joseph PROPN 6 nsubj B-PER | Mwangi PROPN 4 flat I-PER | met VERB 0 root"
    " | NATO PROPN 8 compound B-ORG | chief NOUN 9 nmod:desc | Lars PROPN 6 obj B-PER | Dahl PROPN 9 flat I-PER | . PUNCT 6 punct"
)
PREMIER_LEFT = "# The DET 2 det | premier NOUN 3 nsubj | left VERB 0 root | . PUNCT 3 punct"
TWO_PRESIDENTS = (
    "Peruvian ADJ 2 amod | President PROPN 3 nmod:desc | Rosa PROPN 5 nsubj B-PER | Quispe PROPN 3 flat I-PER | met VERB 0 root | Chilean ADJ 7 amod"
    " | President PROPN 8 nmod:desc | Tomas PROPN 5 obj B-PER | Rivas PROPN 8 flat I-PER | . PUNCT 5 punct"
)
HE_SPOKE = "He PRON 2 nsubj | spoke VERB 0 root | . PUNCT 2 punct"
RIKA = "Ms PROPN 2 nmod:desc | Rika PROPN 4 nsubj B-PER | Ozols PROPN 2 flat I-PER | praised VERB 0 root | Mr PROPN 6 nmod:desc | Janis PROPN 4 obj B-PER | Berzins PROPN 6 flat I-PER | . PUNCT 4 punct"
UNION = (
    "The DET 4 det | National PROPN 4 compound B-ORG | Workers PROPN 4 compound I-ORG | Union PROPN 8 nsubj I-ORG | ( PUNCT 6 punct | NWU PROPN 4 appos B-ORG"
    " | ) PUNCT 6 punct | marched VERB 0 root | in ADP 10 case | Ghana PROPN 8 obl B-LOC | . PUNCT 8 punct"
)

Case = tuple[str, str | None, tuple[str, ...], tuple[str, ...]]

CASES: list[Case] = [
    ("surname", None, (MWANGI_MEETS_DAHL, "Mwangi PROPN 2 nsubj B-PER | left VERB 0 root | . PUNCT 2 punct"),
     ("1:Mwangi = 0:Mwangi", "1:Mwangi -> KEN GOV Joseph Mwangi", "0:Mwangi text Joseph Mwangi")),
    ("surname before the full name", "Mwangi PROPN 2 nsubj B-PER | visits VERB 0 root | Oslo PROPN 2 obj B-LOC", (MWANGI_MEETS_DAHL,),
     ("0:Mwangi = 1:Mwangi", "0:Mwangi -> KEN GOV Joseph Mwangi")),
    ("title token", None, (MWANGI_MEETS_DAHL,), ("0:Minister = 0:Mwangi", "0:chief = 0:Dahl", "0:Dahl -> IGO - Lars Dahl")),
    ("office synonym", None, (MWANGI_MEETS_DAHL, PREMIER_LEFT), ("1:premier = 0:Mwangi", "1:premier -> KEN GOV Joseph Mwangi", "1:premier text The premier")),
    ("chief of a body", None, (MWANGI_MEETS_DAHL, "The DET 3 det | NATO PROPN 3 compound B-ORG | chief NOUN 4 nsubj | agreed VERB 0 root | . PUNCT 4 punct"),
     ("1:chief = 0:Dahl", "1:chief text The NATO chief", "1:NATO = 0:NATO")),
    ("headline description before the name", "NATO PROPN 2 compound B-ORG | chief NOUN 3 nsubj | visits VERB 0 root | Nairobi PROPN 3 obj B-LOC", (MWANGI_MEETS_DAHL,),
     ("0:chief = 1:Dahl", "0:chief text NATO chief")),
    ("other office", None, (MWANGI_MEETS_DAHL, "The DET 2 det | mayor NOUN 3 nsubj | left VERB 0 root | . PUNCT 3 punct"), ("1:mayor != 0:Mwangi",)),
    ("office of another country", None, (MWANGI_MEETS_DAHL, "The DET 3 det | Norwegian ADJ 3 amod | premier NOUN 4 nsubj | left VERB 0 root | . PUNCT 4 punct"),
     ("1:premier != 0:Mwangi", "1:premier -> NOR GOV *")),
    ("office with the same country", None, (MWANGI_MEETS_DAHL, "The DET 3 det | Kenyan ADJ 3 amod | leader NOUN 4 nsubj | left VERB 0 root | . PUNCT 4 punct"),
     ("1:leader = 0:Mwangi",)),
    ("owner with the same country", None, (MWANGI_MEETS_DAHL, "Kenya PROPN 4 nmod:poss B-LOC | 's PART 1 case | prime ADJ 4 amod | minister NOUN 5 nsubj | left VERB 0 root | . PUNCT 5 punct"),
     ("1:minister = 0:Mwangi", "1:minister text Kenya's prime minister")),
    ("two presidents by country", None, (TWO_PRESIDENTS, "The DET 3 det | Chilean ADJ 3 amod | president NOUN 4 nsubj | left VERB 0 root | . PUNCT 4 punct"),
     ("1:president = 0:Rivas",)),
    ("two presidents in one sentence: the subject", None, (TWO_PRESIDENTS, "The DET 2 det | president NOUN 3 nsubj | left VERB 0 root | . PUNCT 3 punct"), ("1:president = 0:Quispe",)),
    ("indefinite", None, (TWO_PRESIDENTS, "A DET 2 det | president NOUN 3 nsubj | resigned VERB 0 root | . PUNCT 3 punct"), ("1:president != 0:Quispe", "1:president != 0:Rivas")),
    ("new holder", None, (MWANGI_MEETS_DAHL, "The DET 3 det | new ADJ 3 amod | premier NOUN 4 nsubj | smiled VERB 0 root | . PUNCT 4 punct"), ("1:premier != 0:Mwangi",)),
    ("former holder", None,
     ("Former ADJ 3 amod | Latvian ADJ 3 amod | president NOUN 4 nmod:desc | Ilze PROPN 6 nsubj B-PER | Kalns PROPN 4 flat I-PER | spoke VERB 0 root | . PUNCT 6 punct",
      "The DET 2 det | president NOUN 3 nsubj | declined VERB 0 root | . PUNCT 3 punct", "The DET 3 det | former ADJ 3 amod | president NOUN 4 nsubj | left VERB 0 root | . PUNCT 4 punct"),
     ("1:president != 0:Kalns", "2:president = 0:Kalns")),
    ("predicate is no reference", None, (MWANGI_MEETS_DAHL, "Otieno PROPN 5 nsubj B-PER | was AUX 5 cop | the DET 5 det | prime ADJ 5 amod | minister NOUN 0 root | in ADP 7 case | 2011 NUM 5 nmod | . PUNCT 5 punct"),
     ("1:minister != 0:Mwangi",)),
    ("apposition after the name", None,
     ("Aung PROPN 6 nsubj B-PER | , PUNCT 5 punct | the DET 5 det | Estonian ADJ 5 amod | ambassador NOUN 1 appos | resigned VERB 0 root | . PUNCT 6 punct",
      "The DET 2 det | envoy NOUN 3 nsubj | apologised VERB 0 root | . PUNCT 3 punct"), ("0:ambassador = 0:Aung", "1:envoy = 0:Aung", "1:envoy -> EST GOV Aung")),
    ("name after the description", None,
     ("The DET 3 det | Estonian ADJ 3 amod | ambassador NOUN 7 nsubj | , PUNCT 5 punct | Kati PROPN 3 appos B-PER | Tamm PROPN 5 flat I-PER | resigned VERB 0 root | . PUNCT 7 punct",),
     ("0:ambassador = 0:Tamm", "0:ambassador text Kati Tamm", "0:ambassador -> EST GOV Kati Tamm")),
    ("title governs the name", None,
     ("Prime ADJ 2 amod | Minister PROPN 7 nsubj | of ADP 4 case | Poland PROPN 2 nmod B-LOC | Ewa PROPN 2 flat B-PER | Zak PROPN 5 flat I-PER | resigned VERB 0 root | . PUNCT 7 punct", PREMIER_LEFT),
     ("0:Minister = 0:Zak", "1:premier = 0:Zak", "0:Zak -> POL GOV Ewa Zak")),
    ("title that the parser hung elsewhere", None,
     ("Lars PROPN 7 nsubj B-PER | Dahl PROPN 1 flat I-PER | and CCONJ 5 cc | Kenyan ADJ 5 amod | President PROPN 1 nmod:desc | Mwangi PROPN 1 conj B-PER | met VERB 0 root | . PUNCT 7 punct",),
     ("0:President = 0:Mwangi", "0:Mwangi -> KEN GOV Mwangi", "0:Dahl -> - - Lars Dahl")),
    ("possessor of a title", None,
     ("Mali PROPN 4 nmod:poss B-LOC | 's PART 1 case | Foreign ADJ 4 amod | Minister PROPN 5 nmod:desc | Issa PROPN 7 nsubj B-PER | Keita PROPN 5 flat I-PER | resigned VERB 0 root | . PUNCT 7 punct",
      "The DET 3 det | top ADJ 3 amod | diplomat NOUN 4 nsubj | left VERB 0 root | . PUNCT 4 punct"), ("0:Keita -> MLI GOV Issa Keita", "1:diplomat = 0:Keita", "0:Keita text Issa Keita")),
    ("clause about a noun is no title", None,
     ("The DET 2 det | minister NOUN 5 nsubj | Keita PROPN 4 nsubj B-PER | appointed VERB 2 acl:relcl | resigned VERB 0 root | . PUNCT 5 punct",), ("0:minister != 0:Keita",)),
    ("spelling variant", None,
     ("Yusuf PROPN 3 nsubj B-PER | Khalidi PROPN 1 flat I-PER | spoke VERB 0 root | . PUNCT 3 punct", "Khaliddi PROPN 2 nsubj B-PER | left VERB 0 root | . PUNCT 2 punct"),
     ("1:Khaliddi = 0:Yusuf",)),
    ("another surname with the same initial", None,
     ("Yusuf PROPN 3 nsubj B-PER | Khalidi PROPN 1 flat I-PER | spoke VERB 0 root | . PUNCT 3 punct", "Kassem PROPN 2 nsubj B-PER | left VERB 0 root | . PUNCT 2 punct"),
     ("1:Kassem != 0:Yusuf",)),
    ("diacritics and article of a surname", None,
     ("Said PROPN 3 nsubj B-PER | Özal PROPN 1 flat I-PER | spoke VERB 0 root | . PUNCT 3 punct", "Ozal PROPN 2 nsubj B-PER | left VERB 0 root | . PUNCT 2 punct"), ("1:Ozal = 0:Said",)),
    ("relatives of one surname: who was told of first", None,
     ("Paul PROPN 3 nsubj B-PER | Weber PROPN 1 flat I-PER | and CCONJ 5 cc | Nina PROPN 1 conj B-PER | Weber PROPN 4 flat I-PER | left VERB 0 root | . PUNCT 6 punct",
      "Weber PROPN 2 nsubj B-PER | spoke VERB 0 root | . PUNCT 2 punct"), ("0:Paul != 0:Nina", "1:Weber = 0:Paul")),
    ("acronym in brackets", None, (UNION, "The DET 2 det | NWU PROPN 3 nsubj B-ORG | apologised VERB 0 root | . PUNCT 3 punct"),
     ("0:NWU = 0:Union", "1:NWU = 0:Union", "1:NWU -> GHA LAB National Workers Union")),
    ("kind noun", None, (UNION, "The DET 2 det | union NOUN 3 nsubj | apologised VERB 0 root | . PUNCT 3 punct"), ("1:union = 0:Union", "1:union text The union")),
    ("kind noun that does not fit", None, (UNION, "The DET 2 det | court NOUN 3 nsubj | ruled VERB 0 root | . PUNCT 3 punct"), ("1:court != 0:Union", "1:court -> GHA JUD court")),
    ("the alliance", None, (MWANGI_MEETS_DAHL, "The DET 3 det | military ADJ 3 amod | alliance NOUN 4 nsubj | agreed VERB 0 root | . PUNCT 4 punct"),
     ("1:alliance = 0:NATO", "1:alliance -> IGO - NATO", "1:alliance text The military alliance")),
    ("a rival alliance", None, (MWANGI_MEETS_DAHL, "A DET 3 det | rival ADJ 3 amod | alliance NOUN 4 nsubj | agreed VERB 0 root | . PUNCT 4 punct"), ("1:alliance != 0:NATO",)),
    ("the bloc, the last one named", None,
     ("The DET 3 det | African PROPN 3 compound B-ORG | Union PROPN 4 nsubj I-ORG | thanked VERB 0 root | NATO PROPN 4 obj B-ORG | . PUNCT 4 punct", "The DET 2 det | bloc NOUN 3 nsubj | agreed VERB 0 root | . PUNCT 3 punct"),
     ("1:bloc = 0:Union", "1:bloc -> IGO - African Union")),
    ("the group", None, ("Boko PROPN 2 compound B-ORG | Haram PROPN 3 nsubj I-ORG | attacked VERB 0 root | Mali PROPN 3 obj B-LOC | . PUNCT 3 punct", "The DET 3 det | militant ADJ 3 amod | group NOUN 4 nsubj | fled VERB 0 root | . PUNCT 4 punct"),
     ("1:group = 0:Haram", "1:group -> NGA REB Boko Haram")),
    ("the country", None, ("Protesters NOUN 2 nsubj | left VERB 0 root | Sudan PROPN 2 obj B-LOC | . PUNCT 2 punct", "The DET 2 det | country NOUN 3 nsubj | closed VERB 0 root | schools NOUN 3 obj | . PUNCT 3 punct"),
     ("1:country = 0:Sudan", "1:country -> SDN GOV Sudan", "1:schools none")),
    ("the African country", None, ("Troops NOUN 2 nsubj | left VERB 0 root | Sudan PROPN 2 obj B-LOC | . PUNCT 2 punct", "The DET 4 det | East PROPN 4 amod | African ADJ 4 amod | country NOUN 5 nsubj | agreed VERB 0 root | . PUNCT 5 punct"),
     ("1:country = 0:Sudan",)),
    ("another country", None, ("Troops NOUN 2 nsubj | left VERB 0 root | Sudan PROPN 2 obj B-LOC | . PUNCT 2 punct", "Another DET 2 det | country NOUN 3 nsubj | agreed VERB 0 root | . PUNCT 3 punct"), ("1:country != 0:Sudan",)),
    ("demonym and country", None, (MWANGI_MEETS_DAHL, "Kenya PROPN 2 nsubj B-LOC | agreed VERB 0 root | . PUNCT 2 punct"), ("0:Kenyan = 1:Kenya", "0:Kenyan -> KEN GOV Kenya")),
    ("the capital", None, ("Rebels NOUN 2 nsubj | left VERB 0 root | Khartoum PROPN 2 obj B-LOC | in ADP 5 case | Sudan PROPN 3 nmod B-LOC | . PUNCT 2 punct", "Police NOUN 2 nsubj | entered VERB 0 root | the DET 4 det | capital NOUN 2 obj | . PUNCT 2 punct"),
     ("1:capital = 0:Khartoum", "1:Police -> SDN COP Police")),
    ("same head", None,
     ("The DET 3 det | Japanese ADJ 3 amod | embassy NOUN 6 nsubj | in ADP 5 case | Riga PROPN 3 nmod B-LOC | closed VERB 0 root | . PUNCT 6 punct", "The DET 2 det | embassy NOUN 3 nsubj | apologised VERB 0 root | . PUNCT 3 punct"),
     ("1:embassy = 0:embassy", "1:embassy -> JPN GOV *", "0:embassy text The Japanese embassy")),
    ("same head of another country", None,
     ("The DET 3 det | Japanese ADJ 3 amod | embassy NOUN 4 nsubj | closed VERB 0 root | . PUNCT 4 punct", "The DET 3 det | French ADJ 3 amod | embassy NOUN 4 nsubj | apologised VERB 0 root | . PUNCT 4 punct"), ("1:embassy != 0:embassy",)),
    ("the two leaders", None, (TWO_PRESIDENTS, "The DET 3 det | two NUM 3 nummod | leaders NOUN 4 nsubj | agreed VERB 0 root | . PUNCT 4 punct"), ("1:leaders : Rosa, Tomas",)),
    ("the leaders in the same sentence", None,
     ("Quispe PROPN 2 nsubj B-PER | met VERB 0 root | Rivas PROPN 2 obj B-PER | and CCONJ 7 cc | the DET 6 det | leaders NOUN 7 nsubj | agreed VERB 2 conj | . PUNCT 2 punct",), ("0:leaders : Quispe, Rivas",)),
    ("both sides", None,
     ("Ethiopia PROPN 4 nsubj B-LOC | and CCONJ 3 cc | Sudan PROPN 1 conj B-LOC | clashed VERB 0 root | . PUNCT 4 punct", "Both DET 2 det | sides NOUN 3 nsubj | agreed VERB 0 root | . PUNCT 3 punct"), ("1:sides : Ethiopia, Sudan",)),
    ("the two countries", None, (TWO_PRESIDENTS, "France PROPN 2 nsubj B-LOC | helped VERB 0 root | Mali PROPN 2 obj B-LOC | . PUNCT 2 punct", "The DET 3 det | two NUM 3 nummod | countries NOUN 4 nsubj | agreed VERB 0 root | . PUNCT 4 punct"),
     ("2:countries : France, Mali",)),
    ("three are not two", None,
     ("France PROPN 2 nsubj B-LOC | helped VERB 0 root | Mali PROPN 2 obj B-LOC | . PUNCT 2 punct", "The DET 3 det | three NUM 3 nummod | countries NOUN 4 nsubj | agreed VERB 0 root | . PUNCT 4 punct"), ("1:countries : countries",)),
    ("they, joined subject", None, ("Ethiopia PROPN 4 nsubj B-LOC | and CCONJ 3 cc | Sudan PROPN 1 conj B-LOC | clashed VERB 0 root | . PUNCT 4 punct", "They PRON 2 nsubj | agreed VERB 0 root | . PUNCT 2 punct"),
     ("1:They : Ethiopia, Sudan",)),
    ("they, plural subject", None, ("Ghanaian ADJ 2 amod | workers NOUN 3 nsubj | marched VERB 0 root | . PUNCT 3 punct", "They PRON 2 nsubj | sang VERB 0 root | . PUNCT 2 punct"), ("1:They = 0:workers", "1:They -> GHA LAB *")),
    ("he: the subject before", None, (MWANGI_MEETS_DAHL, HE_SPOKE), ("1:He = 0:Mwangi", "1:He -> KEN GOV Joseph Mwangi")),
    ("he in a reported clause", None,
     (MWANGI_MEETS_DAHL, "Dahl PROPN 2 nsubj B-PER | said VERB 0 root | he PRON 4 nsubj | agreed VERB 2 ccomp | . PUNCT 2 punct"), ("1:he = 0:Dahl",)),
    ("he is not the subject of his own verb", None, ("Mwangi PROPN 2 nsubj B-PER | called VERB 0 root | him PRON 2 obj | . PUNCT 2 punct",), ("0:him != 0:Mwangi",)),
    ("gender", None, (RIKA, "He PRON 2 nsubj | smiled VERB 0 root | . PUNCT 2 punct", "She PRON 2 nsubj | left VERB 0 root | . PUNCT 2 punct"), ("1:He = 0:Janis", "2:She = 0:Rika")),
    ("his before the subject", None, ("In ADP 3 case | his PRON 3 nmod:poss | speech NOUN 6 obl | , PUNCT 3 punct | Mwangi PROPN 6 nsubj B-PER | thanked VERB 0 root | NATO PROPN 6 obj B-ORG | . PUNCT 6 punct",), ("0:his = 0:Mwangi",)),
    ("owner by pronoun gives the country", None, (MWANGI_MEETS_DAHL, "His PRON 2 nmod:poss | troops NOUN 3 nsubj | left VERB 0 root | . PUNCT 3 punct"), ("1:troops -> KEN MIL *", "1:troops text His troops")),
    ("it: a body as subject", None, ("NATO PROPN 2 nsubj B-ORG | agreed VERB 0 root | . PUNCT 2 punct", "It PRON 2 nsubj | thanked VERB 0 root | Kenya PROPN 2 obj B-LOC | . PUNCT 2 punct"), ("1:It = 0:NATO",)),
    ("it: no body leads", None, ("Mwangi PROPN 2 nsubj B-PER | praised VERB 0 root | NATO PROPN 2 obj B-ORG | . PUNCT 2 punct", "It PRON 2 nsubj | rained VERB 0 root | . PUNCT 2 punct"), ("1:It != 0:NATO", "1:It none")),
    ("relative", None, ("The DET 2 det | soldiers NOUN 5 nsubj | who PRON 4 nsubj | fled VERB 2 acl:relcl | returned VERB 0 root | . PUNCT 5 punct",), ("0:who = 0:soldiers",)),
    ("himself after a name", None, ("Keita PROPN 3 nsubj B-PER | himself PRON 1 nmod:npmod | resigned VERB 0 root | . PUNCT 3 punct",), ("0:himself = 0:Keita",)),
    ("owner of forces", None,
     ("Warlord NOUN 2 nmod:desc | Omar PROPN 6 nmod:poss B-PER | Deng PROPN 2 flat I-PER | 's PART 2 case | armed ADJ 6 amod | forces NOUN 7 nsubj | left VERB 0 root | Sudan PROPN 7 obj B-LOC | . PUNCT 7 punct",),
     ("0:forces text Warlord Omar Deng's armed forces", "0:forces != 0:Omar", "0:Warlord = 0:Omar")),
    ("words shown: of-phrase yes, clause no", None,
     ("Members NOUN 6 nsubj | of ADP 3 case | parliament NOUN 1 nmod | who PRON 5 nsubj | fled VERB 1 acl:relcl | returned VERB 0 root | . PUNCT 6 punct",), ("0:Members text Members of parliament",)),
    ("article of a body's name", None, ("The DET 3 det | United PROPN 3 compound B-ORG | Nations PROPN 4 nsubj I-ORG | agreed VERB 0 root | . PUNCT 4 punct", "The DET 2 det | UN PROPN 3 nsubj B-ORG | left VERB 0 root | . PUNCT 3 punct"),
     ("0:Nations text The United Nations", "1:UN = 0:Nations", "1:UN -> UNO - United Nations")),
    ("plural title", None,
     ("Ghanaian ADJ 2 amod | Senators NOUN 3 nmod:desc | Ama PROPN 7 nsubj B-PER | Boateng PROPN 3 flat I-PER | and CCONJ 6 cc | Kojo PROPN 3 conj B-PER | voted VERB 0 root | . PUNCT 7 punct",), ("0:Kojo -> GHA LEG Kojo", "0:Ama -> GHA LEG Ama Boateng")),
    ("country of the report", None, ("Protesters NOUN 2 nsubj | filled VERB 0 root | Lima PROPN 2 obj B-LOC | , PUNCT 5 punct | Peru PROPN 3 appos B-LOC | . PUNCT 2 punct", "Police NOUN 2 nsubj | watched VERB 0 root | . PUNCT 2 punct"),
     ("1:Police -> PER COP Police", "0:Protesters -> PER CVL Protesters")),
    ("no country leads", None, (TWO_PRESIDENTS, "Police NOUN 2 nsubj | watched VERB 0 root | . PUNCT 2 punct"), ("1:Police -> - COP Police",)),
    ("caption letter is no name", None, ("Mr PROPN 2 nmod:desc | Adu PROPN 6 nsubj B-PER | ( PUNCT 4 punct | L PROPN 2 appos B-PER | ) PUNCT 4 punct | left VERB 0 root | . PUNCT 6 punct",), ("0:L != 0:NONE",)),
]  # fmt: skip
