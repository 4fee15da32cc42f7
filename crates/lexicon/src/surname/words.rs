//! Words that are family names too.

/// Words of every text, which are never taken for a family name.
pub(super) const FUNCTION_WORDS: &str = "\
    A Ad Ai Al Am An And Are As At Be But By Can Co De Del Des Do Ed El For From Had Has He Her His \
    How I If In Is It Its La Le Les Me My New No Not Now Of Oh On Or Our Out Over Per Said She So \
    Soon Than That The Then They This Thus To Too Un Up Us Van Von Was We Were What When Who Why \
    Will With Yes Yet You";

/// English words, months and titles: a family name among them is weak.
pub(super) const WORDS: &str = "\
    April Art Ash August Baby Back Bacon Baker Ball Ban Banana Bank Bar Barber Bare Barrow Bass Bay \
    Bean Beg Bell Best Bill Bin Bird Black Blah Block Blunt Bond Booth Borne Boxer Brash Brink Brown \
    Bull Burns Bush Butler Button Cable Cannon Card Case Cash Chambers Chance Chase Chemical \
    Christian Church Cleverly Close Coats Colt Cook Cotton Council Cousin Craft Crane Cross Crown \
    Darling Day Desire Drake Drew Duck Duke Earnest East Emir Emperor English Fall Field Finch Fish \
    Flood Ford Forest Foster Fox Frank Freeman French Friday Fried Frost Gang Gap Gates General \
    German Glass Gold Good Gore Governor Grace Grand Grant Green Gross Grove Gun Guy Ham Hammer Hand \
    Hang Harsh Hawk Hay Haze Head Herring Hijab Hill Hills Holder Hook Hope House Hug Hung Hunt Imam \
    Islam Jack January Jihad Jock Jordan Judge June Junior Justice Keen Key King Knight Lake Lamb \
    Law Lawless Lea Leader Leaf Levy Link Lion Lira Little Long Lord Love Low Major Man March Marine \
    Mark Marsh Marshal Masters Mate Max May Mayor Merry Mills Min Mini Minister Mock Monday Moon \
    Moor More Morning Moss Mullah Muslim Nightingale Noble North Note Pace Paddy Page Panic Parks \
    Partridge Parts Patriarch Peace Peacock Peer Pen Pence Penny Person Pier Pike Pitt Pool Pope \
    Porter Pot Power Powers President Price Prince Prior Prosper Queen Radius Rage Rain Rajah Ram \
    Rand Ray Read Reason Republic Rice Rich Rivers Rob Rock Rose Royal Rush Salad Salmon Sand Sands \
    Sane Sang Savage Saw Secret Sessions Shah Sharp Sheikh Shields Short Shorten Silver Sin Sing \
    Skate Slot Small Smart Snow Son South Speaker Specter Spring Stag Steel Stern Stock Stone Store \
    Straw Street Strong Struck Sultan Summers Sunday Swan Swift Swing Tall Tax Tea Temple Tenet Thin \
    Tin Tiny Tip Tower Trump Union Urban Victor Vital Wade Wall Wane War Ward Warner Waters Way West \
    White Will Win Wine Wise Witness Wolf Won Wood Work Worth Yen Young Younger";

/// Names that very many people bear: weak too, as most of them are somebody else.
pub(super) const COMMON: &str = "\
    Abdullah Adams Ahmad Ahmed Ali Allen Alvarez Anderson Andrews Anthony Armstrong Austin Aziz \
    Bailey Banks Barrett Becker Bennett Bernard Bianchi Bishop Bowman Boyd Bradley Brewer Brooks \
    Burke Burton Cai Campbell Cao Carlson Carpenter Carr Carson Carter Castillo Chan Chapman Charles \
    Chen Cheng Cheung Cho Choi Christie Clark Cole Coleman Collins Cooper Costa Cox Crawford Cruz \
    Cui Cunningham Das David Davis Dean Deng Diaz Ding Dixon Dong Douglas Du Dubois Dupont Edwards \
    Elliott Ellis Ellison Evans Feng Fernandez Ferrari Ferreira Fields Fischer Fisher Fleming Flores \
    Fowler Franklin Frazier Fuller Gao Garcia Garrett Garza George Gibson Gilbert Gomez Gonzalez \
    Gordon Graham Gray Guo Gupta Gutierrez Hall Hamid Hamilton Han Hansen Hanson Harper Harris Hart \
    Harvey Hassan Hayes Henderson Henry Hernandez Hicks Ho Hoffman Holland Houston Howard Howell \
    Huang Hughes Hunter Hutton Ibrahim Ito Ivanov Jackson Jacobs James Jang Jenkins Jiang Jimenez \
    John Johnson Johnston Jones Joseph Jung Kang Karim Kato Kelly Khan Kim Kobayashi Kumar Lam Lane \
    Larson Laurent Lawrence Lawson Lee Leung Lewis Li Liang Lim Lin Liu Lopez Lu Lynch Ma Malik \
    Marshall Martin Martinez Mason Medina Mendoza Meyer Michael Miller Mitchell Mohamed Mohammed \
    Montgomery Moore Morales Moreno Morris Morrison Muhammad Muller Murphy Murray Myers Nakamura \
    Nelson Ng Nguyen Norris Oliveira Oliver Omar Ortiz Osman Owens Pan Park Parker Patel Patterson \
    Paul Pearson Peng Pereira Perez Perry Peter Peters Petrov Pham Phillips Popov Rahman Ramirez \
    Ramos Rao Reddy Reed Reid Ren Reyes Reynolds Richard Richards Richardson Rivera Roberts Robinson \
    Rodriguez Rogers Romero Ross Rossi Roy Ruiz Russo Ryan Said Saleh Salim Sanchez Santos Sato \
    Schmidt Schneider Scott Sharma Shen Silva Simmons Simon Simpson Singh Smirnov Smith Song Sousa \
    Stephen Stevens Stewart Su Sullivan Sun Suzuki Tan Tanaka Tang Taylor Thomas Thompson Tian \
    Torres Tran Tucker Turner Vargas Vasquez Wagner Walker Wallace Wang Warren Watanabe Watson Webb \
    Weber Wei Welch Wells Wheeler Williams Williamson Wilson Wong Woods Wright Wu Xiao Xu Yamamoto \
    Yang Yao Ye Yoon Yu Yuan Yusuf Zeng Zhang Zhao Zhong Zhou Zhu";
