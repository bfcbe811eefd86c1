"""The basics in English: visitors, foreigners with a house by the beach."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.DEBT_QUERY: """
how much do I owe
what is my balance
how much is my water bill this month
do I have any unpaid bills
can you tell me my outstanding amount
what do I owe for the water
I want to check my debt
when is my bill due
total amount due please
am I behind on my water bills
balance
""",
    Intent.PAYMENT_METHODS: """
how can I pay
where can I pay my water bill
can I pay by card
is there a payment link
can I pay online from abroad
what bank account do I transfer to
I want to pay my bill
which banks take the payment
what is your payment code
can I pay cash at the office
opening hours of the cashier
""",
    Intent.INSTALMENT_REQUEST: """
can I pay in instalments
can I pay in installments
I need a payment plan
could we split this into monthly payments
I can't pay it all at once, can I pay a bit each month
I'd like to make an arrangement to pay
can I pay half now and half next month
is it possible to spread the payments
set up a payment agreement please
I want to pay in 6 parts
""",
    Intent.ALREADY_PAID: """
I already paid
I paid this last week
the bill has been paid already
here is my receipt of payment
I paid but it still shows as due
already paid, check again
my payment is not showing up
I made the transfer yesterday
this was settled on Monday
I have the voucher, I paid
""",
    Intent.CLAIM: """
I want to complain about my bill
this bill is wrong
I did not use that much water
I want to dispute this charge
I am being overcharged
I don't agree with this amount
please file a claim
you charged me twice
nobody lives there and you charge me
the reading is wrong, I want a review
""",
    Intent.HUMAN: """
I want to talk to a person
can I speak to someone
human please
agent
representative
call me please
is there a real person there
let me talk to an operator
I need customer service
this bot is useless, get me a human
""",
    Intent.OPT_OUT: """
stop messaging me
don't write to me anymore
remove my number
please stop sending messages
take me off your list
I don't want these messages
do not contact me again
leave me alone, no more texts
opt out
unsubscribe me
""",
    Intent.OUTAGE_LEAK: """
there is no water
no water since yesterday
when will the water come back
there is a leak in the street
a pipe burst outside my house
the water is dirty
very low pressure
the sewer is overflowing
is there a water outage today
water is leaking onto the road
""",
    Intent.RECONNECTION: """
my water was cut off
when will you reconnect me
I paid, please turn my water back on
I need reconnection
you disconnected my service
how long does the reconnection take
turn the water back on please
I was cut off by mistake
what do I pay to get reconnected
still no water after paying, reconnect me
""",
    Intent.GREETING: """
hello
hi
good morning
good afternoon
hi there, I have a question
""",
    Intent.THANKS_BYE: """
thank you
thanks a lot
many thanks, goodbye
thanks, that's all
see you
""",
    Intent.BILL_REQUEST: """
can you send me my bill
I did not receive my bill
I need a copy of the bill
please send the bill as pdf
I lost my water bill
""",
    Intent.AUTHENTICITY: """
is this a scam
is this message real
how do I know this is the water company
is this official
""",
    Intent.WHY_WRITING: """
why are you texting me
who is this
how did you get my number
what is this about
""",
    Intent.WRONG_PERSON: """
you have the wrong number
I am not that person
I don't know that person
this is not my account
""",
    Intent.AFFIRM: """
yes
yes please
sure
that's right
I agree
""",
    Intent.DENY: """
no thanks
no thank you
not that one
I don't accept
""",
}
