"""Given names in common use, and which pronoun goes with them: what tells a person from a place or a company.

A support for other evidence and no more: a name that is not here is a person as soon as the text says what it does.
"""

from typing import Final

_HE: Final = """
aaron abdul abel abraham adam aditya adrian ahmed aidan ajay akira alan albert alberto alec alejandro alessandro
alexander alexandre alfonso alfred alfredo ali alistair allan allen alvin amir anand anders andre andreas andrei
andres andrew andy angus anil anthony antoine anton antonio antony armando arnold arthur arturo arun asher ashton
austin axel barack barry bart bartholomew ben benedict benjamin benny bernard bernardo bert bertrand bill billy bjorn
bob bobby bong boris brad bradley brandon brendan brent bret brett brian bruce bruno bryan bryce buddy byron caleb
calvin cameron carl carlo carlos carter cary cedric cesar chad charles charlie chester chiwetel chris christian
christoph christophe christopher chuck cillian clarence clark claude claudio clayton cliff clifford clint clive cody
cole colin conan conleth connor conor cooper craig curtis cyril cyrus daisuke dale damian damien damon dan daniel
daniele danny darius darren darryl dave david dean declan denis dennis denzel derek dev devon dexter diego dieter
dietrich dirk dmitri dmitry dominic don donald donnie doug douglas drew duncan dustin dwayne dwight dylan earl ed
eddie edgar edmund eduardo edward edwin eli elias elijah elliot elliott elon emanuel emil emilio emmanuel enrique eric
erik ernest ernesto ernie esai ethan eugene evan ewan ezra fabio fabrizio faisal felipe felix ferdinand fergus
fernando filip finlay finn fletcher florian floyd francesco francis francisco franco francois frank franklin franz
fred freddie frederic frederick fritz gabe gabriel garrett gary gavin geoff geoffrey george gerald gerard gilbert
giles giovanni giuseppe glen glenn gordon graeme graham grant greg gregor gregory griffin guido guillaume guillermo
gunnar gus gustav gustavo guy hamish hank hans harold harrison harry harvey hassan hayao hector heinrich helmut henri
henrik henry herbert herman hideo hiroshi holt howard hubert hugh hugo humphrey ian ibrahim idris igor ike ingmar ira
irving isaac ismail ivan ivor jack jackson jacob jacques jaime jake jamal james jamie jan jared jason jasper javier
jay jean jeff jeffrey jerome jeremy jerry jim jimmy joachim joao joaquin joe joel joey johan johann johannes john
johnny jon jonah jonas jonathan jordan jorge jose josef joseph josh joshua juan jude jules julian julien julio junichi
jurgen justin kai karim karl kazuo keanu keith kelvin ken kenji kenneth kenny kent kevin kieran kirk klaus kunal kurt
kyle lachlan lance larry lars laurence laurent lawrence leif leo leon leonard leonardo leonid leroy les lewis liam
lionel lloyd logan lorenzo lou louis luc luca lucas luciano ludwig luis luke luther magnus mahershala malcolm manuel
marc marcel marcello marco marcos marcus mario mark marlon marshall martin marvin masahiro mason mateo mats matt
matthew matthias maurice mauricio max maximilian maxwell mehmet mel melvin michael michel miguel mikael mike mikhail
miles milo milton mitchell mohamed mohammad mohammed morgan morris moses muhammad murray nathan nathaniel neil nelson
niall nicholas nick nicolas niels nigel nikhil niklas nikolai nils noah noel norman olaf oleg oliver olivier omar
orlando orson oscar osman otto owen pablo paddy paolo pat patrick paul paulo pavel pedro per perry pete peter phil
philip philippe phillip pierce pierre prakash preston quentin rafael raj rajesh ralph ramon randall randy raoul
raphael rashid raul ravi ray raymond reed reggie reginald rene rex rhys ricardo richard rick ricky ridley rob robbie
robert roberto robin rod roderick rodney rodrigo roger rohan roland rolf roman ron ronald ronan ronnie rory roscoe
ross roy ruben rudolf rudy rufus rupert russ russell ryan sachin sam samuel sanjay santiago satoshi saul scott sean
sebastian sergei sergio seth shane shaun shawn shigeru sid sidney silvio simon spencer stan stanley stefan stefano
stellan stephen steve steven stewart stuart sven takashi takeshi tariq ted terence terrence terry theo theodore thomas
tim timothee timothy tobias toby todd tom tomas tommy tony travis trevor tristan troy tyler umberto uwe vernon victor
vijay viktor vikram ville vin vince vincent vincenzo virgil vivek vladimir wade wallace walter warren wayne wendell
werner wes wesley wilfred will willem william willie wim winston wolfgang woody wyatt xavier yann yannick yasuhiro
aarav abhay abhishek ajith akshay amit amitabh anirudh anurag arjun ayushmann bae bong callum chandran darius dev
dhanush dinesh farhan fahadh gajraj girish hritik imran irshad ishaan ivo jae jackie kabir kalyan karan kartik kenta
kieron kofi kyung lukas lokesh mads mahesh mammootty mani manoj mohanlal naoto naseer naveen niko nikhil nawazuddin
oluwaseun pankaj paresh pedro prabhas prithviraj rajkummar rajinikanth ram ramesh ranbir ranveer rishab rohan rohit
saif salman sanjeev shah shahid shahrukh shinji siddharth sidharth sonu sriram sujoy suresh suriya takumi tobias
tomasz varun venkatesh vidyut vicky vishal yash yosuke zoran
yosef yuri yusuf zac zach zachary zack zane zayn
"""

_SHE: Final = """
abigail ada adelaide adele adriana agatha agnes aicha aisha alana alejandra alessandra alexandra alexis alice alicia
alina alison allison alma alyssa amanda amara amber amelia amina amy ana anastasia andrea angela angelica angelina
anika anita ann anna annabel anne annette annie antonia anya april ariana ariel arlene asha astrid audrey aurora ava
awkwafina ayesha barbara bayley beatrice beatriz becky bella bernadette bernice beth bethany betsy betty beverly
bianca billie birgit blair blanche bonnie brenda briana bridget brigitte brittany brooke camila camilla candace cara
carey carla carly carmen carol carole carolina caroline carolyn carrie cassandra cate catherine cathy cecilia celeste
celia celine charlize charlotte chelsea cher cheryl chloe christina christine ciara cindy claire clara clare claudia
colleen connie constance cora corinne courtney crystal cynthia daisy dakota dana daniela danielle daphne dawn deanna
debbie deborah debra deepika delia denise diana diane dianne dina dolly dolores donna dora doreen doris dorothy edda
edie edith edna eileen elaine eleanor elena elisa elisabeth elise eliza elizabeth ella ellen ellie elsa emilia emily
emma erica erika erin esme esther ethel eva eve evelyn faith fatima faye felicity fiona flora florence frances
francesca freida freya frida gabriela gabrielle gail gemma genevieve georgia geraldine gertrude gillian gina ginger
giselle giulia gladys glenda gloria grace greta gretchen guadalupe gwen gwyneth halle hanna hannah hanne harriet
hattie hayley hazel heather heidi helen helena helene henrietta hilary hilda holly hope ida ilse imogen indira ines
ingrid irene iris irina isabel isabella isabelle isla ivana ivy jacqueline jade jaime jana january jane janelle janet
janice jasmine jean jeanette jeanne jemma jenna jennifer jenny jessica jessie jill jo joan joanna joanne jocelyn jodie
josephine joy joyce juanita judi judith judy julia juliana julianne julie juliet juliette june kamala kara karen karin
karina kate katherine kathleen kathryn kathy katie katrina kay kaya keira kelly kendra kerry kerstin kim kimberly
kirsten kristen kristin kristina kylie lana lara larissa laura lauren laurie lea leah leonie leila lena lesley leslie
leticia
lidia lillian lily linda lindsay lisa liv liz liza lois lola loretta lori lorraine louisa louise lucia lucille lucinda
lucy luisa lupita lydia lynn mabel madeleine madeline madison maggie maisie malala mandy manon mara marcia maren
margaret margarita margot maria mariah mariam marian mariana marianne marie marilyn marina marion marisa marissa
marjorie marlene marta martha martina mary matilda maureen maya megan meghan melanie melinda melissa mercedes meredith
meryl mia michaela michelle mila mildred millie mindy miranda miriam molly mona monica muriel myra nadia nadine nancy
naomi natalia natalie natasha nell nicola nicole nina noelle nora norma octavia odette olga olive olivia ophelia oprah
pamela parminder patricia paula paulina pauline pearl peggy penelope penny petra phoebe phyllis polly priscilla priya
priyanka rachel ramona rebecca reese regina renee rhea rhonda rihanna rita roberta rosa rosalie rosalind rosamund
rosanna rose rosemary rosie rowena roxanne ruby ruth sabrina sadie sally salma samantha sandra sandy saoirse sara
sarah scarlett selena serena shakira shannon sharon sheila shelley shirley sienna sigourney silvia simone sofia
solveig sonia sonja sophia sophie stacey stella stephanie sue susan susanna suzanne svetlana sybil sylvia tabitha
tamara tammy tania tanya tara taraji taylor teresa tess thandiwe thelma theresa tiffany tilda tina toni tracey ursula
valentina valerie vanessa vera verity veronica vicky victoria viola violet virginia vivian vivienne wanda wendy
whitney whoopi wilhelmina winifred winona yara yasmin yolanda yuki yvette yvonne aditi aishwarya alia ananya anjali
anushka ankita ayesha bhumi diya fatma gabriella hana hyun inga ines janhvi kajol kangana kareena katrina kiara
konkona kriti laia madhuri mai marit meera mina miriam mrunal nayanthara neha nithya parineeti rakul rani rashmika
ratna saori sara sheeba shraddha shreya sobhita sunita taapsee tabu tamannaah tara trisha vidya yami yumi zeenat zadie
zara zelda zoe zooey zora
"""

_EITHER: Final = """
addison alex amari ari ariel ash ashley bailey blake cam carey casey charlie chen chi courtney dakota dana devin drew
eden elliot emerson finley frankie gale greer hadley hanan harley harper hayden hiro hunter indigo jaden jamie jayden
jesse jess jin jody jordan jun kai keegan kelly kendall kerry kim kit kris kyo lane lee leigh lennon leslie lin logan
lou lupe marley mel mika ming morgan nicky nico nikita noa parker pat peyton phoenix quinn rain reese remy ren riley
rio robin rowan river rory sage sam sasha sawyer shea shelby sidney skyler sky stevie sun sydney tatum taylor terry
toni tracy val wei wren xin yang yu zhang
"""

_COMMON: Final = {*_EITHER.split(), *(set(_HE.split()) & set(_SHE.split()))}
PRONOUN_OF: Final = {
    **dict.fromkeys(_HE.split(), "he"),
    **dict.fromkeys(_SHE.split(), "she"),
    **dict.fromkeys(_COMMON, ""),
}
"""The pronoun of a given name (in lower case, without accents): "he", "she", or "" where both are common."""
