//! Given names that tell which pronoun their bearer takes.
//!
//! Common names of the languages that the news writes about, gathered from general knowledge. Names that both
//! women and men bear ("Robin", "Jean" apart from French compounds, "Andrea", "Kim") are left out.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::cast::Gender;

const FEMALE: &str = "
abigail ada adele adriana agnes agnieszka aicha aisha aishwarya alejandra alena alexandra alice alicia alina alison
allison alma amal amanda amber amelia amina aminata amy ana anastasia anastasiya angela angelica angelina angie anita
anja ann anna annabel anne annegret annette annie antonia anya aoife arlene arundhati ashley asma astrid aurora ava
ayesha aziza barbara beata beatrice beatriz becky belinda benazir bernadette beth bethany betsy betty beverly bianca
birgit blanca brenda bridget brigitte brittany camila camille carina carla carmen carol carole carolina caroline
carolyn carrie cassandra catalina catarina catherine cathy cecilia celia chantal charlene charlotte chelsea cheryl
chiara chloe christiana christiane christina christine cindy claire clara claudia condoleezza constance consuelo cora
corazon cordelia corinne cristina cynthia dagmar daisy dalia daniela danielle daphne dawn debbie deborah debra deepika
delia delphine denise diana diane dianne dilma dina dolores donna doris dorothy edith edna edwina eileen elaine
eleanor elena eleni elisabeth elise eliza elizabeth ella ellen elsa elsie emily emma erica erika erin erna esperanza
estelle esther eugenia eunice eva eve evelyn ewa faiza farah fatima fatma fatou fatoumata federica felicia felicity
fiona flavia florence frances francesca frederica frida gabriela gabriella gabrielle galina gemma genevieve georgina
geraldine gerda gertrude gianna gina giorgia gisela giulia gladys glenda gloria golda grace graciela greta gretchen
guadalupe gudrun gwen gwendolyn hadiza haifa hala halima hanan hanna hannah harriet heather heidi helen helena helene
helga henrietta hilary hilda hillary hina holly hortense ida ilse imelda ines inga inge ingrid irene irina iris isabel
isabella isabelle ivana ivonne jacinda jacqueline jane janet janice jeanette jeanne jelena jenna jennifer jenny
jessica jill jillian joan joanna joanne jocelyn johanna josefina josephine joyce juana juanita judith judy julia
juliana julianne julie juliet julieta julija june justine kaja kamala karen karin karla karolina kate katharina
katherine kathleen kathryn kathy katia katie katrin katya kayla keiko khadija khalida kirsten kristalina kristen
kristin kristina lara larissa laura lauren layla lea leila lena leonor leticia leyla leïla lidia lila lilian liliana
lillian lily linda lindsay lisa liudmila livia liz lola lorena loretta lorraine louisa louise lourdes lucia luciana
lucie lucille lucinda lucy ludmila luisa luz lydia lynda lynette lynn lynne madeleine madeline magda magdalena maggie
maha mairead maja malala malgorzata manuela marcela marcella margaret margarita margot margrethe maria mariam marian
mariana marianna marianne marie marija marilyn marina marine marion mariya marjorie marlene marsha marta martha
martina mary maryam masha mathilde maud maureen maya mayra mercedes meredith mette michaela michelle miho mildred
milena millicent mimi mina miriam moira molly mona monica monika monique muna myriam myrna nabila nadezhda nadia
nadine nadya najat nancy naomi natacha natalia natalie nataliya natalya natasha nawal nelly ngozi nicky nicola nicole
nina noelle noor nora noreen norma nour nuria ofelia oksana oleksandra olga olivia ophelia oriana paloma pamela paola
patience patricia patsy patty paula paulette paulina pauline pearl peggy penelope penny petra phoebe phyllis pia pilar
polina portia pratibha precious priscilla priti priya priyanka rachel rachida rahel raisa ramona rania raquel rashida
rebecca regina renata renate renee rhonda rita roberta rochelle rosa rosalia rosalind rosalyn rosario rose roseanne
rosemary rosie roxana roxanne rukhsana ruth sabina sabine sabrina sadia safiya sahar sally salma samantha samia sandra
sanna sara sarah saskia segolene selina selma serena shabana shakira sharon sheila shelley sherry sheryl shirin
shirley sigrid silvia simone sinead sinéad siobhan sofia sofie sonia sonja sonya sophia sophie soraya soumaya stacey
stacy stefania stella stephanie sue sumaya sunita susan susana susanna susanne suzanne suzy svetlana sviatlana sylvia
sylvie ségolène tabitha tamar tamara tania tanya tarja tatiana tatyana teresa teresita tessa thelma theresa therese
tina tracey trisha trudy uma urmila ursula ursule usha valentina valeria valerie vandana vanessa vera verena veronica
veronika victoria viktoria viktoriya vilma viola violet violeta virginia vivian viviane vivien wanda wendy wilhelmina
wilma winifred winnie xenia ximena xiomara yasmin yasmine yekaterina yelena yevgenia yoko yolanda yulia yuliya yuriko
yvette yvonne zahra zainab zeinab zeynep zhanna zoe zsuzsanna zulfiya
";

const MALE: &str = "
aaron abbas abdallah abdel abdelaziz abdelkader abdelmadjid abdirahman abdoulaye abdul abdulaziz abdulla abdullah
abdurrahman abel abraham abu adam adamu adnan adolf adolfo adrian agustin ahmad ahmadou ahmed ajay akbar akihito akira
alain alan albert alberto aldo alec alejandro aleksandar aleksander aleksandr aleksei alessandro alexander alexandre
alexandros alexei alexey alexis alfonso alfred alfredo alhaji ali alistair allan allen alvaro amadou amir amos anatoli
anatoly anders andre andreas andrej andres andrew andrey andrii andriy andrzej andré andy angus anil anthony antoine
anton antonin antonio antony antti anwar archibald ariel arkady armand armando armen arne arnold arsenio arseniy
arthur arturo arvind ashok ashraf aslan augustin augusto avigdor ayman azim bakir baltasar bart bashar basil bassam
ben benito benjamin benny bernard bernardo bernd bernie bertrand bilal bill billy binyamin björn bo bob bobby bogdan
boris boyko brad bradley branko brendan brent brett brian bruce bruno bryan burhan carl carlo carlos casimir cesar
chad charles charlie chester christoph christophe christopher chuck clarence claudio clayton clement cliff clifford
clive clyde colin conor constantine craig cristobal curtis cyril cyrus césar dale damien dan daniel daniele daniil
danilo danny dave david davide dean denis dennis denys derek dermot desmond devendra didier diego dieter dilip dimitar
dimitri dimitrios dimitris dirk djordje dmitri dmitriy dmitry dmytro don donald donnie doug douglas duncan dustin
dwight earl ed eddie edgar edmund eduard eduardo edward edwin egon ehud elias eliot ellis emil emile emilio emmanuel
emmerson emomali enda enrico enrique eric erich erik ernest ernesto ernst erwin esteban etienne eugene evan evgeny evo
fabian fabio faisal farid farouk faustin federico feisal felipe felix ferdinand ferenc fernando fidel filip filippo
florian floyd francesco francis francisco franck franco francois frank franklin franz françois fred freddie frederic
frederick frederik friedrich fritz fumio gabor gaetano gamal gary gaston gavin gennady geoff geoffrey george georges
georgi georgios georgy gerald gerard gerardo gerhard gerry ghassan giacomo gianfranco gianni gil gilbert giorgi
giorgio giovanni giulio giuseppe glen glenn gonzalo gordon graham greg gregor gregorio gregory guido guillaume
guillermo gunther gurbanguly gustav gustavo guy gábor habib hafez hafiz haider haitham haji hakan hakim hamad hamid
hamza hank hans hans-dietrich harald haris harold harry haruna hasan hashim hassan hector heinrich heinz helmut henri
henrik henrique henry herbert herman hermann heydar hideki hiroshi horacio horst hosni howard hubert hugh hugo
humberto husni hussein hélder ian ibrahim idriss ignacio igor ihor ilham ilir ilya imran inaki ioannis ion isa isaac
isaias ishaq ismail issam istvan ivan ivica ivo jaap jacek jack jackson jacob jacques jaime jair jairam jakob jakub
jalal jamal james janez janos jared jaroslaw jarosław jason javier jawad jay jean-claude jean-jacques jean-luc jean-
marc jean-marie jean-paul jean-pierre jean-yves jeff jeffrey jens jeremy jerome jerry jerzy jesus jesús jim jimmy
joachim joao joaquin joaquín jochen joe joel johan johann johannes john johnny johnson jon jonas jonathan jorge jose
josef joseph josh joshua josip josé jovan joão juan jules julian julien julio julius junichiro jurgen justin juvenal
jörg jürgen kadir kamal kaoru karel karim karl karol kaspar kassym-jomart kazuo keith ken kenji kenneth kenny kevin
khaled khalid khalifa khalil kiril kirill klaas klaus koichi konrad konstantin konstantinos kostas krzysztof kurt
kwame kyriakos lamar lance larry lars laszlo laurent lawrence lazar lazarus lech leo leon leonard leonardo leonid
leopoldo leroy leszek lev levon levy lionel lloyd lorenzo lothar louis luca lucas luciano lucien ludwig luigi luis
luiz lukas luke lászló maciej mahamadou mahathir mahdi mahinda mahmood mahmoud malcolm malik mamadou mamnoon manfred
manmohan mansour manuel marc marcel marcelo marcin marco marcos marcus marek mariano marius mark marko markus martin
martti marvin masoud massimo masud mateo mateusz mathias matt matteo matthew matthias maurice mauricio maurizio max
maxim maximilian maximo mehdi mehmet melvin menachem mevlut michael michal michel miguel mihai mihail mike mikhail
mikheil mikko mikulas milan miles milo milorad milos miloš milton miroslav mitch mitt mladen moammar mohamad mohamed
mohammad mohammad-javad mohammed mohamud mohsen moisés moktar moses moshe mouhamadou moussa muammar muhammad muhammadu
mukesh mustafa mustapha mykhailo mykola nabil naguib najib narendra nasser nathan nathaniel nawaz neil nelson nestor
neville nicanor nicholas nick nicolae nicolas nigel nikita nikola nikolai nikolaos nikolas nikolay nikos nils noah
nobuo noel norbert norman nouri nursultan oleg oleh oleksandr oleksii oleksiy oliver olivier olof olusegun omar omer
orlando osama oscar oskar osman otto owen pablo paolo patricio patrick paul paulo pavel pavlo pawel pedro pekka percy
perry peter petr petro petros phil philip philippe phillip pierre pierre-yves pieter pietro piotr poul prakash pranab
predrag pyotr qasem qassem rached radek radoslaw radovan rafael rafic rahm rahul raila rainer rajesh rajiv rajnath
ralph rami ramon ramzan randall randy rashid ratko raul ravi ray raymond raúl recep reinhard reinhold renato rex reza
riad ricardo riccardo richard rick ricky rishi riyad rob robert roberto rodney rodolfo rodrigo rogelio roger roland
rolf roman romano ron ronald ronnie roy ruben rubén rudi rudolf rudolph rudy rupert ruslan russell rustam ryan saad
sabah sadiq saeb saeed said saif salah salem salim salman salva salvador salvatore sami samir samuel sandro sanjay
santiago saud saul scott sean sebastian serge sergei sergey sergio serhii serhiy seth seymour seyyid shahid shane
shaun sheikh shigeru shimon shinzo siegfried silvio simon slavko slobodan soren stanislav stanley stefan stefano
stephane stephen steve steven stewart stipe stuart sukhbir suleiman sultan suresh sven tadeusz taha tarek tariq ted
teddy terence terrence tewodros theodor theodore theodoros thierry thomas thorsten tibor tim timo timothy tito toby
todd tom tomas tomasz tomislav tommy tomás tomáš tony toomas toshio trevor troy tzachi ulrich umar umaru usman uwe
vaclav valdas valery vasil vasily vasyl vicente victor vijay vikram viktor vince vincent vitali vitaly vitor vladimir
vladislav vojislav volker volodymyr vuk vyacheslav václav wade walid wallace walter warren waseem wayne werner wesley
wilbur wilfried wilhelm willard willem william willie willy wim winston wladimir wojciech wolfgang wolodymyr xavier
yahya yair yann yannis yasir yasser yasuo yevgeny yitzhak yoav yoshihide yoshiro yousef youssef yuri yuriy yusuf yves
zayed zbigniew zdenek zeljko zhelyu zine zoltan zoltán zoran zurab
";

static NAMES: LazyLock<FxHashMap<&'static str, Gender>> = LazyLock::new(|| {
    let female = FEMALE.split_whitespace().map(|name| (name, Gender::Female));
    let male = MALE.split_whitespace().map(|name| (name, Gender::Male));
    female.chain(male).collect()
});

/// The pronoun of the bearer of `name`, by the first given name that tells: "Lea Marek" is a she.
///
/// The last word, the family name, tells only by its Slavic or Icelandic ending ("Petrova"); a name of one
/// word tells nothing, as it may be either.
pub(super) fn gender(name: &str) -> Option<Gender> {
    let (given, family) = name.rsplit_once(' ')?;
    let known = given.split(' ').find_map(|word| {
        NAMES
            .get(word.to_lowercase().trim_end_matches('.'))
            .copied()
    });
    known.or_else(|| {
        ["ova", "eva", "skaya", "ska", "dóttir", "dottir"]
            .iter()
            .any(|ending| family.ends_with(ending))
            .then_some(Gender::Female)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_tell_the_pronoun() {
        assert_eq!(gender("Angela Merkel"), Some(Gender::Female));
        assert_eq!(gender("John F. Smith"), Some(Gender::Male));
        assert_eq!(gender("Ludmilla Petrova"), Some(Gender::Female));
        assert_eq!(gender("Merkel"), None);
        assert_eq!(gender("Xqz Blorp"), None);
    }

    #[test]
    fn no_name_is_both() {
        let both: Vec<&str> = FEMALE
            .split_whitespace()
            .filter(|name| MALE.split_whitespace().any(|male| male == *name))
            .collect();
        assert!(both.is_empty(), "{both:?}");
    }
}
